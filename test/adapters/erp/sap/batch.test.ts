import { describe, expect, it } from 'vitest'
import { batchBody, readBatch } from '../../../../adapters/erp/sap/batch.ts'

const part = (status: string, body: string, more = '') =>
  `--X1\r\nContent-Type: application/http\r\nContent-Length: ${body.length}\r\ncontent-transfer-encoding: binary\r\n\r\n` +
  `HTTP/1.1 ${status}\r\nContent-Type: application/json\r\n${more}\r\n${body}\r\n`
const type = 'multipart/mixed; boundary=X1'

describe('a $batch', () => {
  it('asks each path as a GET for JSON in a part of its own', () => {
    const body = batchBody(['A_X?$top=1', 'A_Y'])
    expect(body.match(/^GET .*$/gm)).toEqual(['GET A_X?$top=1 HTTP/1.1', 'GET A_Y HTTP/1.1'])
    expect(body.match(/^--batch_couture/gm)).toHaveLength(3)
    expect(body.endsWith('--batch_couture--\r\n')).toBe(true)
  })

  it('is answered part by part, each with its own status and headers', () => {
    const parts = readBatch(
      type,
      `${part('200 OK', '{"d":1}')}${part('429 Too Many', '{}', 'Retry-After: 7\r\n')}--X1--`,
    )
    expect(parts).toEqual([
      { status: 200, headers: { 'content-type': 'application/json' }, body: '{"d":1}' },
      { status: 429, headers: { 'content-type': 'application/json', 'retry-after': '7' }, body: '{}' },
    ])
  })

  it('is read with bare newlines and a quoted boundary, too', () => {
    const body = `${part('200 OK', '{}')}--X1--`.replaceAll('\r\n', '\n')
    expect(readBatch('multipart/mixed;boundary="X1"', body)).toHaveLength(1)
  })

  it('keeps the parts before the place where it was cut off', () => {
    const whole = `${part('200 OK', '{"d":1}')}${part('200 OK', '{"d":2}')}--X1--`
    expect(readBatch(type, whole.slice(0, whole.indexOf('{"d":2}') + 3))).toHaveLength(1)
  })

  it('is none when the answer is no multipart', () => {
    expect(readBatch('text/html', '<html>')).toBeNull()
  })
})
