import { bytesValue, dateValue, decimalValue } from '../../../../adapters/erp/tryton/codec.ts'
import type { Day } from '../../../../adapters/time.ts'
import type { World } from '../../../../sandbox/world/types.ts'
import type { Rpc } from '../rpc.ts'

/** What every document of the company needs. */
export interface Books {
  readonly company: number
  /** The company's own party, which its warehouses' addresses belong to. */
  readonly party: number
  readonly currency: number
  readonly country: number
  readonly paymentTerm: number
  readonly receivable: number
  readonly cash: number
  readonly cashJournal: number
  readonly revenue: number
  readonly expense: number
  /** Taxes by rate in percent: "20", "5.5". */
  readonly taxes: ReadonlyMap<string, number>
}

/** Makes the company, its chart of accounts, a fiscal year for each year of trade, and French VAT. */
export async function setUpCompany(rpc: Rpc, world: World): Promise<Books> {
  const [currency = 0] = await rpc.create('currency.currency', [
    {
      name: 'Euro',
      code: 'EUR',
      symbol: '€',
      numeric_code: '978',
      digits: 2,
      rounding: decimalValue('0.01'),
      rates: [['create', [{ date: dateValue('2000-01-01' as Day), rate: decimalValue('1') }]]],
    },
  ])
  const [country = 0] = await rpc.create('country.country', [
    { name: 'France', code: 'FR' },
    { name: 'Japan', code: 'JP' },
  ])
  const [party = 0] = await rpc.create('party.party', [{ name: 'Maison Couture', code: 'COMPANY' }])
  const [company = 0] = await rpc.create('company.company', [{ party, currency }])
  await enter(rpc, company)
  const accounts = await openAccounts(rpc, company)
  await openYears(rpc, company, world)
  await simplifyInvoices(rpc)
  const [paymentTerm = 0] = await rpc.create('account.invoice.payment_term', [
    { name: 'Comptant', lines: [['create', [{ type: 'remainder' }]]] },
  ])
  const rates = ['20', '5.5']
  const taxes = await rpc.create(
    'account.tax',
    rates.map((rate) => ({
      name: `TVA ${rate} %`,
      description: `TVA ${rate} %`,
      type: 'percentage',
      rate: decimalValue(String(Number(rate) / 100)),
      company,
      invoice_account: accounts.payable,
      credit_note_account: accounts.payable,
    })),
  )
  const [journal] = await rpc.rows('account.journal', [['type', '=', 'cash']])
  return {
    company,
    party,
    currency,
    country,
    paymentTerm,
    ...accounts,
    cashJournal: journal?.id ?? 0,
    taxes: new Map(rates.map((rate, at) => [rate, taxes[at] ?? 0])),
  }
}

/** Invoices are printed when they are posted; a form of one line takes no time. */
async function simplifyInvoices(rpc: Rpc): Promise<void> {
  const [report] = await rpc.rows('ir.action.report', [['report_name', '=', 'account.invoice']])
  const form = {
    template_extension: 'txt',
    extension: '',
    report_content_custom: bytesValue(Buffer.from('Facture')),
  }
  await rpc.write('ir.action.report', [report?.id], form)
}

/** Makes the signed-in user work for a company. */
async function enter(rpc: Rpc, company: number): Promise<void> {
  const [user] = await rpc.rows('res.user', [['login', '=', 'admin']])
  await rpc.write('res.user', [user?.id], { companies: [['add', [company]]], company })
  await rpc.refresh()
}

/** The minimal chart of accounts, by the wizard a user would take. */
async function openAccounts(rpc: Rpc, company: number) {
  const [template] = await rpc.rows('account.account.template', [['parent', '=', null]])
  const wizard = 'wizard.account.create_chart'
  const [session, start] = (await rpc.call(`${wizard}.create`)) as [number, string]
  await rpc.call(`${wizard}.execute`, session, {}, start)
  const chart = { account: { company, account_template: template?.id } }
  await rpc.call(`${wizard}.execute`, session, chart, 'create_account')
  const account = async (condition: readonly unknown[]) => {
    const [found] = await rpc.rows('account.account', [condition, ['company', '=', company]])
    return found?.id ?? 0
  }
  const receivable = await account(['type.receivable', '=', true])
  const payable = await account(['type.payable', '=', true])
  const revenue = await account(['type.revenue', '=', true])
  const expense = await account(['type.expense', '=', true])
  const properties = {
    company,
    account_receivable: receivable,
    account_payable: payable,
    category_account_expense: expense,
    category_account_revenue: revenue,
  }
  await rpc.call(`${wizard}.execute`, session, { properties }, 'create_properties')
  await rpc.call(`${wizard}.delete`, session)
  return { receivable, payable, revenue, expense, cash: await account(['name', 'ilike', '%Cash%']) }
}

async function openYears(rpc: Rpc, company: number, world: World): Promise<void> {
  const type = async (name: string) => (await rpc.rows('ir.sequence.type', [['name', '=', name]]))[0]?.id
  const first = Number(world.orders[0]?.placedOn.slice(0, 4) ?? world.now.getUTCFullYear())
  const years = Array.from({ length: world.now.getUTCFullYear() - first + 1 }, (_, at) => String(first + at))
  const moves = await rpc.create(
    'ir.sequence',
    await Promise.all(
      years.map(async (year) => ({
        name: `Moves ${year}`,
        company,
        sequence_type: await type('Account Move'),
      })),
    ),
  )
  const invoices = await rpc.create(
    'ir.sequence.strict',
    await Promise.all(
      years.flatMap((year) =>
        ['F', 'A'].map(async (prefix) => ({
          name: `${prefix} ${year}`,
          company,
          prefix: `${prefix}${year}-`,
          sequence_type: await type('Invoice'),
        })),
      ),
    ),
  )
  const ids = await rpc.create(
    'account.fiscalyear',
    years.map((year, at) => {
      const [bill, credit] = [invoices[at * 2], invoices[at * 2 + 1]]
      const sequences = {
        company,
        in_invoice_sequence: bill,
        in_credit_note_sequence: credit,
        out_invoice_sequence: bill,
        out_credit_note_sequence: credit,
      }
      return {
        name: year,
        company,
        start_date: dateValue(`${year}-01-01` as Day),
        end_date: dateValue(`${year}-12-31` as Day),
        post_move_sequence: moves[at],
        invoice_sequences: [['create', [sequences]]],
      }
    }),
  )
  await rpc.press('account.fiscalyear', 'create_period', ids)
}
