import { describe, expect, it } from 'vitest'
import { openOrg } from './ask.ts'
import { account, customer, smallWorld } from './small-world.ts'

const world = smallWorld(
  [
    customer(0, { card: '2990000000017', email: 'Anne.Leroy@exemple.fr', familyName: "d'Orsay" }),
    customer(1, { phone: null, email: null }),
    customer(2, { familyName: '100%_Zoé' }),
    customer(3, { contactId: null }),
  ],
  [account(0, '2990000000017', 3), account(3, '2990000000024', 0, { registered: false, tier: 'Bronze' })],
)
const [anne, second, third] = world.customers
const member = world.loyalty[0]?.memberId ?? ''

describe('SOQL', () => {
  it('answers the asked fields with the org’s spelling, instants with an offset without a colon', async () => {
    const { query } = await openOrg(world)
    const { body } = await query(
      `select id, lastname, CREATEDDATE from contact where Id = '${anne?.contactId}'`,
    )
    expect(body).toEqual({
      totalSize: 1,
      done: true,
      records: [
        {
          attributes: { type: 'Contact', url: `/services/data/v60.0/sobjects/Contact/${anne?.contactId}` },
          Id: anne?.contactId,
          LastName: "d'Orsay",
          CreatedDate: '2025-01-01T08:00:00.000+0000',
        },
      ],
    })
  })

  it.each([
    ["LastName = 'd\\'Orsay'", [0]],
    ["Email = 'anne.leroy@EXEMPLE.fr'", [0]],
    ["Email IN ('client2@exemple.fr', 'nobody@exemple.fr', 'anne.leroy@exemple.fr')", [0, 2]],
    ['Email = null', [1]],
    ["Email != 'client2@exemple.fr'", [0, 1]],
    ["Email NOT IN ('client2@exemple.fr')", [0, 1]],
    ["NOT (Email = null OR LastName LIKE '100%')", [0]],
    ["LastName LIKE '100\\%\\_z%'", [2]],
    ["LastName LIKE '___\\%\\_Zo_'", [2]],
    ["LastName LIKE '%.%'", []],
    ['CreatedDate > 2025-01-01T08:00:00Z', [1, 2]],
    ['CreatedDate >= 2025-01-01T10:00:00.000+0200 AND CreatedDate < 2025-01-03T08:00:00Z', [0, 1]],
    ['Birthdate = 1990-02-03 AND DoNotCall = FALSE', [0, 1, 2]],
    ["(LastName = 'nom1' OR FirstName = 'prénom2') AND MailingCountryCode = 'FR'", [1, 2]],
    [`Id > '${anne?.contactId}' AND Id <= '${second?.contactId}'`, [1]],
    [`Id = '${anne?.contactId?.slice(0, 15)}'`, [0]],
  ])('finds contacts where %s', async (where, indexes) => {
    const { query } = await openOrg(world)
    const { body } = await query(`SELECT Id FROM Contact WHERE ${where} ORDER BY Id`)
    const expected = indexes.map((index) => world.customers[index]?.contactId)
    expect(body.records?.map(({ Id }: { Id: string }) => Id)).toEqual(expected)
  })

  it('reaches parents by dots, and says null for a parent that is missing', async () => {
    const { query } = await openOrg(world)
    const soql =
      'SELECT MembershipNumber, ContactId, Contact.Account.Name, Program.Name FROM LoyaltyProgramMember ORDER BY MembershipNumber'
    const { body } = await query(soql)
    expect(body.records[0]).toMatchObject({
      ContactId: anne?.contactId,
      Contact: { attributes: { type: 'Contact' }, Account: { Name: "Foyer d'Orsay" } },
      Program: { Name: 'Club Couture' },
    })
    expect(body.records[1]).toMatchObject({
      MembershipNumber: '2990000000024',
      ContactId: null,
      Contact: null,
    })
  })

  it('nests children as an answer of their own, and says null where there are none', async () => {
    const { query } = await openOrg(world)
    const soql = `SELECT Id, (SELECT PointsBalance, PendingPoints__c FROM Loyalty_Member_Currency WHERE Name = 'Points'), (SELECT Name, LoyaltyTier.SequenceNumber FROM Loyalty_Member_Tier), (SELECT Points__c FROM Transaction_Journal ORDER BY ActivityDate DESC LIMIT 2) FROM LoyaltyProgramMember ORDER BY MembershipNumber`
    const { body } = await query(soql)
    expect(body.records[0]).toMatchObject({
      Loyalty_Member_Currency: {
        totalSize: 1,
        done: true,
        records: [{ PointsBalance: 30, PendingPoints__c: 5 }],
      },
      Loyalty_Member_Tier: { records: [{ Name: 'Argent', LoyaltyTier: { SequenceNumber: 2 } }] },
      Transaction_Journal: { totalSize: 2 },
    })
    expect(body.records[1].Transaction_Journal).toBeNull()
  })

  it('orders by several fields, nulls first unless told otherwise, and limits with an offset', async () => {
    const { query } = await openOrg(world)
    const ids = async (rest: string) => {
      const { body } = await query(`SELECT Id FROM Contact ${rest}`)
      return body.records.map(({ Id }: { Id: string }) => Id)
    }
    const [a, b, c] = [anne?.contactId, second?.contactId, third?.contactId]
    expect(await ids('ORDER BY Email')).toEqual([b, a, c])
    expect(await ids('ORDER BY Email DESC NULLS LAST')).toEqual([c, a, b])
    expect(await ids('ORDER BY Language__c, CreatedDate DESC LIMIT 2')).toEqual([c, b])
    expect(await ids('ORDER BY Id LIMIT 2 OFFSET 1')).toEqual([b, c])
    expect(await ids('')).not.toEqual([a, b, c])
  })

  it('counts', async () => {
    const { query } = await openOrg(world)
    const { body } = await query(`SELECT COUNT() FROM TransactionJournal WHERE MemberId = '${member}'`)
    expect(body).toEqual({ totalSize: 3, done: true, records: [] })
  })

  it.each([
    ['SELECT Id FROM', 'MALFORMED_QUERY'],
    ['SELECT Id FROM Contact WHERE Id', 'MALFORMED_QUERY'],
    ["SELECT Id FROM Contact WHERE LastName = 'd'Orsay'", 'MALFORMED_QUERY'],
    ["SELECT Id FROM Contact WHERE LastName = 'a\\q'", 'MALFORMED_QUERY'],
    ['SELECT Id FROM Contact WHERE Email IN ()', 'MALFORMED_QUERY'],
    ["SELECT Id FROM Contact WHERE Email = null AND Phone = null OR LastName = 'x'", 'MALFORMED_QUERY'],
    ['SELECT * FROM Contact', 'MALFORMED_QUERY'],
    ['SELECT Nope__c FROM Contact', 'INVALID_FIELD'],
    ['SELECT Id FROM Contact WHERE Nope__c = null', 'INVALID_FIELD'],
    ['SELECT Id FROM Contact ORDER BY Nope__c', 'INVALID_FIELD'],
    ['SELECT Owner.Name FROM Contact', 'INVALID_FIELD'],
    ['SELECT Id, id FROM Contact', 'INVALID_FIELD'],
    ["SELECT Id FROM Contact WHERE CreatedDate > '2025-01-01T00:00:00Z'", 'INVALID_FIELD'],
    ['SELECT Id FROM Contact WHERE CreatedDate > 2025-01-01', 'INVALID_FIELD'],
    ['SELECT Id FROM Contact WHERE ERP_Customer__c = 17100000', 'INVALID_FIELD'],
    ["SELECT Id FROM Case WHERE Description = 'x'", 'INVALID_FIELD'],
    ["SELECT Id FROM Contact WHERE Id = '17100000'", 'INVALID_QUERY_FILTER_OPERATOR'],
    ["SELECT Id FROM Contact WHERE Id LIKE '003%'", 'INVALID_QUERY_FILTER_OPERATOR'],
    ['SELECT Id FROM Kontakt', 'INVALID_TYPE'],
    ['SELECT Id, (SELECT Id FROM Orders) FROM Contact', 'INVALID_TYPE'],
    ['SELECT Id FROM Contact LIMIT 1 OFFSET 2001', 'NUMBER_OUTSIDE_VALID_RANGE'],
  ])('refuses %s', async (soql, errorCode) => {
    const { query } = await openOrg(world)
    const { status, body } = await query(soql)
    expect(status).toBe(400)
    expect(body).toEqual([{ errorCode, message: expect.any(String) }])
  })

  it('answers for a hidden field what it answers for an unknown one', async () => {
    const { query, get } = await openOrg(world, { hiddenFields: ['Contact.Birthdate'] })
    const { body } = await query('SELECT Birthdate FROM Contact')
    expect(body[0]).toMatchObject({ errorCode: 'INVALID_FIELD' })
    expect(body[0].message).toContain("No such column 'Birthdate' on entity 'Contact'")
    const described = await get('/services/data/v60.0/sobjects/Contact/describe')
    const names = described.body.fields.map(({ name }: { name: string }) => name)
    expect(names).toContain('ERP_Customer__c')
    expect(names).not.toContain('Birthdate')
  })
})
