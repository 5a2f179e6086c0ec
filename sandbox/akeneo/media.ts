import { crc32, deflateSync } from 'node:zlib'
import type { WorldProduct } from '../world/shop-types.ts'
import { hashOf } from './text.ts'

/** A media file's code: four one-letter folders, a hash and the original name, as the vendor stores uploads. */
export function mediaCode(product: WorldProduct): string {
  const hash = hashOf(product.image)
  return `${[...hash.slice(0, 4)].join('/')}/${hash}_${product.code.replace(/[^\w.]/g, '_')}.png`
}

/** The name the file was uploaded under: what follows the hash. */
export function originalName(code: string): string {
  return code.replace(/^.*\/[0-9a-f]{40}_/, '')
}

/** A real square PNG, 8 × 8 pixels unless told, in a colour of the file's own. */
export function picture(code: string, side = 8): Uint8Array<ArrayBuffer> {
  const rgb = Buffer.from(hashOf(code).slice(0, 6), 'hex')
  const row = Buffer.concat([Buffer.of(0), ...Array.from({ length: side }, () => rgb)])
  const header = Buffer.alloc(13)
  header.writeUInt32BE(side, 0)
  header.writeUInt32BE(side, 4)
  header.set([8, 2, 0, 0, 0], 8)
  const parts = [
    Buffer.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.concat(Array.from({ length: side }, () => row)))),
    chunk('IEND', Buffer.alloc(0)),
  ]
  return new Uint8Array(Buffer.concat(parts))
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  const checksum = Buffer.alloc(4)
  checksum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, checksum])
}
