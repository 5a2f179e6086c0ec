/** The sandbox's secrets, as its configuration writes them; and those that a copy of it has in their place. */
const SECRET = /\b(?:sandbox-(?:only-[\w-]+|pim-user|sap|crm|pim|psp)|[a-z-]+-own-secret-[\w-]+)\b/g

/**
 * The sandbox's configuration for use without its `sandbox` section, where no secret may stand in the file: each is written to a
 * file of its own by `write`, which answers with the path, and read from there.
 */
export function secretsInFiles(yaml: string, write: (name: string, text: string) => string): string {
  return yaml.replaceAll(SECRET, (secret) => `'\${file:${write(secret, secret)}}'`)
}
