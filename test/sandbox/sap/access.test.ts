import { describe, expect, it } from 'vitest'
import { basic, client, inside, results, V2, world } from './client.ts'

describe('access to the SAP sandbox', () => {
  it('answers 401 with a challenge and no OData to wrong credentials', async () => {
    const { send } = client()
    for (const authorization of [basic('COUTURE', 'wrong'), basic('OTHER', 'sandbox-sap'), 'Bearer x', '']) {
      const reply = await send(`${V2}API_PLANT_SRV/A_Plant`, { headers: { authorization } })
      expect(reply.status).toBe(401)
      expect(reply.headers.get('www-authenticate')).toMatch(/^Basic realm=/)
      expect(reply.headers.get('content-type')).toMatch(/^text\/html/)
    }
  })

  it('takes other credentials when it is given others', async () => {
    const { send } = client({ user: 'GRAPH', password: 'pässword' })
    const headers = { authorization: basic('GRAPH', 'pässword') }
    expect((await send(`${V2}API_PLANT_SRV/A_Plant`, { headers })).status).toBe(200)
  })

  it('answers Atom unless JSON is asked for', async () => {
    const { send } = client()
    const atom = await send(`${V2}API_PLANT_SRV/A_Plant`, { headers: { accept: '*/*' } })
    expect(atom.headers.get('content-type')).toMatch(/^application\/atom\+xml/)
    expect(atom.text).toContain(`<d:Plant>${world.warehouse.plant}</d:Plant>`)
    const json = await send(`${V2}API_PLANT_SRV/A_Plant?$format=json`, { headers: { accept: '*/*' } })
    expect(results(json)).toHaveLength(world.stores.length + 1)
    expect((await send(`${V2}API_PLANT_SRV/A_Plant`, { headers: { accept: 'text/csv' } })).status).toBe(406)
  })

  it('answers the V2 error body to what does not exist', async () => {
    const { read } = client()
    const paths = ['API_OTHER_SRV/A_Plant', 'API_PLANT_SRV/A_Other', "API_PLANT_SRV/A_Plant('9999')"]
    for (const path of paths) {
      const { status, json } = await read(path)
      expect(status).toBe(404)
      expect(inside(json, 'error')).toMatchObject({
        code: expect.any(String),
        message: { lang: 'en', value: expect.any(String) },
        innererror: { transactionid: expect.any(String), errordetails: [{ severity: 'error' }] },
      })
    }
  })

  it('refuses a URL longer than 4 kB with a page of HTML', async () => {
    const { read } = client()
    const reply = await read('API_PLANT_SRV/A_Plant', { $filter: `Plant eq '${'1'.repeat(4100)}'` })
    expect([reply.status, reply.headers.get('content-type')]).toEqual([414, 'text/html; charset=utf-8'])
  })

  it('refuses in HTML when it is throttled or out of service', async () => {
    const { server } = client()
    const [throttled, unavailable] = [server.refuse('throttled'), server.refuse('unavailable')]
    expect([throttled.status, unavailable.status]).toEqual([429, 503])
    expect(await unavailable.text()).toContain('<html>')
    expect(throttled.headers.get('content-type')).toMatch(/^text\/html/)
  })

  it('lists its entity sets and describes them', async () => {
    const { read } = client()
    expect(inside((await read('API_PRODUCT_SRV/')).json, 'd', 'EntitySets')).toContain('A_Product')
    const metadata = await read('API_PRODUCT_SRV/$metadata')
    expect(metadata.text).toContain(
      '<Property Name="GrossWeight" Type="Edm.Decimal" Precision="13" Scale="3"/>',
    )
    expect(metadata.text).toContain('Relationship="API_PRODUCT_SRV.assoc_A_Product_to_Plant"')
  })

  it('states the time of its clock', async () => {
    const { read } = client({ clock: () => new Date('2026-05-20T11:00:00Z') })
    expect((await read('API_PLANT_SRV/A_Plant')).headers.get('date')).toBe('Wed, 20 May 2026 11:00:00 GMT')
  })
})
