import { SourceError } from '../../error.ts'
import type { RecordId } from '../../ids.ts'
import { type Currency, type Money, money } from '../../money.ts'
import type { Audience, Benefit, Promotion } from '../../ports/promotions.ts'
import { parseDay } from '../../time.ts'
import type { PromotionOptions } from './promotion-options.ts'
import { type Column, own } from './soql.ts'
import { hasField, numberOf, textOf, type WireRecord } from './wire.ts'

/** The object promotions are. */
export const PROMOTION = 'Promotion'

/** What of a promotion is read. */
export function promotionColumns(options: PromotionOptions): readonly Column[] {
  const { kind, percent, amount, buy, get, factor, minimum, stackable, code, stores, items } = options
  const { channels, audience, startTime, endTime, geofence } = options
  return own(PROMOTION, [
    ...['Id', 'Name', 'StartDate', 'EndDate', 'IsActive', 'LastModifiedDate'],
    ...[kind, percent, amount, buy, get, factor, minimum, stackable, code, stores, items],
    ...[channels?.field ?? null, audience?.field ?? null, startTime, endTime],
    ...[geofence?.store ?? null, geofence?.meters ?? null],
  ])
}

/**
 * A promotion. Every word must be mapped and every value readable: what is not understood is BAD_RESPONSE, because half a
 * promotion would be given to the wrong people. So is a mapped field that the integration user may not see.
 */
export function toPromotion(record: WireRecord, source: string, options: PromotionOptions): Promotion {
  const wrong = (what: string) => new SourceError(source, 'BAD_RESPONSE', `a promotion has ${what}`)
  if (promotionColumns(options).some(({ path }) => !hasField(record, path))) {
    throw wrong('mapped fields that the integration user may not see; grant them (couture doctor names them)')
  }
  const mapped = <T>(word: string, words: Readonly<Record<string, T>>, name: string): T => {
    const found = Object.hasOwn(words, word) ? words[word] : undefined
    if (found === undefined) throw wrong(`a word in ${name} that promotions.${name} does not map`)
    return found
  }
  const { channels, audience, geofence } = options
  const channelWords = words(textOf(record, channels?.field ?? null))
  const groups = words(textOf(record, audience?.field ?? null))
  const code = textOf(record, options.code)
  return {
    name: textOf(record, 'Name') ?? '',
    benefit: benefitOf(record, mapped(textOf(record, options.kind) ?? '', options.kinds, 'kinds'), {
      options,
      wrong,
    }),
    window: {
      from: dayIn(record, 'StartDate', wrong),
      fromTime: timeIn(record, options.startTime, wrong),
      until: dayIn(record, 'EndDate', wrong),
      untilTime: timeIn(record, options.endTime, wrong),
    },
    channels:
      channels && channelWords ? channelWords.map((word) => mapped(word, channels.kinds, 'channels')) : null,
    stores: words(textOf(record, options.stores)),
    items: words(textOf(record, options.items)) as readonly RecordId[] | null,
    codes: code === null ? [] : [code],
    audience: audienceOf(
      audience && groups ? groups.map((word) => mapped(word, audience.groups, 'audience')) : [],
    ),
    stackable: textOf(record, options.stackable) === 'true',
    minimum: amountIn(record, options.minimum, options.currency as Currency),
    geofence: fenceOf(record, geofence),
  }
}

interface Reading {
  readonly options: PromotionOptions
  wrong(what: string): SourceError
}

function benefitOf(record: WireRecord, kind: Benefit['kind'], { options, wrong }: Reading): Benefit {
  const number = (name: string | null, what: string, least: number) => {
    const value = numberOf(record, name)
    if (value === null || value < least) throw wrong(`no ${what}`)
    return value
  }
  const percent = () => {
    const value = number(options.percent, 'percentage', 0)
    if (value > 100) throw wrong('more than 100 percent')
    return String(value)
  }
  const count = (name: string | null, what: string) => Math.trunc(number(name, what, 1))
  if (kind === 'PERCENT') return { kind, percent: percent() }
  if (kind === 'FREE_SHIPPING') return { kind }
  if (kind === 'POINTS_MULTIPLIER') return { kind, factor: String(number(options.factor, 'factor', 0)) }
  if (kind === 'BUY_X_GET_Y') {
    const [buy, get] = [count(options.buy, 'number to buy'), count(options.get, 'number to get')]
    return { kind, buy, get, percent: percent() }
  }
  const amount = amountIn(record, options.amount, options.currency as Currency)
  if (!amount || amount.minor < 0) throw wrong('no amount')
  return { kind, amount }
}

/** The currency was checked with the options. Numbers come as JSON numbers, in the currency's main unit. */
function amountIn(record: WireRecord, name: string | null, currency: Currency): Money | null {
  const text = textOf(record, name)
  return text === null ? null : money(text, currency)
}

function dayIn(record: WireRecord, name: string, wrong: Reading['wrong']) {
  const text = textOf(record, name)
  const day = text === null ? null : parseDay(text)
  if (text !== null && day === null) throw wrong('a date that cannot be read')
  return day
}

/** `18:00:00.000Z` is a time of day: Time fields have no zone, whatever the Z says. */
function timeIn(record: WireRecord, name: string | null, wrong: Reading['wrong']): string | null {
  const text = textOf(record, name)
  if (text === null) return null
  const [, time] = /^((?:[01]\d|2[0-3]):[0-5]\d):\d{2}/.exec(text) ?? []
  if (time === undefined) throw wrong('a time of day that cannot be read')
  return time
}

function audienceOf(
  groups: readonly {
    readonly members?: true | undefined
    readonly tier?: string | undefined
    readonly segment?: string | undefined
  }[],
): Audience {
  return {
    members: groups.some(({ members }) => members),
    tiers: groups.flatMap(({ tier }) => tier ?? []),
    segments: groups.flatMap(({ segment }) => segment ?? []),
  }
}

function fenceOf(record: WireRecord, geofence: PromotionOptions['geofence']): Promotion['geofence'] {
  const store = textOf(record, geofence?.store ?? null)
  const meters = numberOf(record, geofence?.meters ?? null)
  return store === null || meters === null ? null : { store, radiusMeters: Math.round(meters) }
}

/** The values of a multi-select field, or of a text that lists some; null when there are none. */
export function words(text: string | null): readonly string[] | null {
  const values = (text ?? '').split(/[;,]|\s*[\r\n]+\s*/).map((value) => value.trim())
  const named = values.filter((value) => value !== '')
  return named.length > 0 ? named : null
}
