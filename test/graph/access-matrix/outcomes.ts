/**
 * Who may see what, written by hand from whom each part of the graph is for; nothing here is worked out from the schema's
 * directives. One line for every root field, every type and field with a rule, and every field that answers such a type; `by`
 * tells ways to one thing apart. A cell has a letter each for what is the sample shopper's (or opened by the guest's token), what
 * is another shopper's, and what does not exist; one letter where nothing is asked for by a name.
 *
 * ```
 * S      shown, and it is what the right person has
 * -      null or empty, without an error: there is none; of a change also one that is not theirs, which its payload says alike
 * F      a scope is missing: FORBIDDEN in this place, and no system was asked for it
 * K      not theirs: FORBIDDEN, which the key alone told; no system was asked
 * O      not theirs: FORBIDDEN after the one read that names the owner, the same as for what does not exist
 * f k o  the same in a place above: the way there is refused
 * ```
 *
 * Columns are the first letters of the roles of `people.ts`. Then those in whom a scope for one's own meets one for anybody's: an
 * officer for privacy (`customer:read`) and a clerk (`customer:read`, `order:read`) who are the sample shopper, too. Then the
 * service desk (`support:read` and `loyalty:read` alone); a stranger, whose token has `customer:self` and names no shopper; a
 * newcomer, whose token names a shopper whom no system knows yet.
 */
export const OUTCOMES = `
                                      anon gues shop asso call mark stew priv oper part ever offi cler desk stra newc

Query.availability                    S    S    S    S    S    S    S    S    S    S    S    S    S    S    S    S
Query.category                        S    S    S    S    S    S    S    S    S    S    S    S    S    S    S    S
Query.priceQuote                      S    S    S    S    S    S    S    S    S    S    S    S    S    S    S    S
Query.product                         S    S    S    S    S    S    S    S    S    S    S    S    S    S    S    S
Query.promotions                      S    S    S    S    S    S    S    S    S    S    S    S    S    S    S    S
Query.search                          S    S    S    S    S    S    S    S    S    S    S    S    S    S    S    S
Query.store                           S    S    S    S    S    S    S    S    S    S    S    S    S    S    S    S
Query.stores                          S    S    S    S    S    S    S    S    S    S    S    S    S    S    S    S
Query.variant                         S    S    S    S    S    S    S    S    S    S    S    S    S    S    S    S
Query.sourceSystems                   F    F    F    F    F    F    F    F    S    F    S    F    F    F    F    F
Query.outbox                          F    F    F    F    F    F    F    F    S    F    S    F    F    F    F    F
Query.outboxEntry                     F    F    F    F    F    F    F    F    S    F    S    F    F    F    F    F
Mutation.outboxRetry                  F    F    F    F    F    F    F    F    S    F    S    F    F    F    F    F
Mutation.outboxDiscard                F    F    F    F    F    F    F    F    S    F    S    F    F    F    F    F
AvailabilitySummary.levels            F    F    F    S    F    F    F    F    F    F    S    F    F    F    F    F
StoreAvailability.level               F    F    F    S    F    F    F    F    F    F    S    F    F    F    F    F
Promotion.codes                       F    F    F    S    F    S    F    F    F    F    S    F    F    F    F    F
Query.promotions by customerId        KKK  KKK  SKK  SS-  SS-  KKK  SS-  SS-  KKK  KKK  SS-  SS-  SS-  KKK  KKK  KKK
Query.priceQuote by customerId        KKK  KKK  SKK  SS-  SS-  KKK  SS-  SS-  KKK  KKK  SS-  SS-  SS-  KKK  KKK  KKK

Query.me                              F    F    S    F    F    F    F    F    F    F    S    S    S    F    K    -
Query.customer                        FFF  FFF  FFF  SS-  SS-  FFF  SS-  SS-  FFF  FFF  SS-  SS-  SS-  FFF  FFF  FFF
Query.customerLookup by e-mail        FFF  FFF  FFF  SS-  SS-  FFF  FFF  FFF  FFF  FFF  SS-  FFF  FFF  FFF  FFF  FFF
Query.customerLookup by phone         FFF  FFF  FFF  SS-  SS-  FFF  FFF  FFF  FFF  FFF  SS-  FFF  FFF  FFF  FFF  FFF
Query.customerLookup by card          FFF  FFF  FFF  SS-  SS-  FFF  FFF  FFF  FFF  FFF  SS-  FFF  FFF  FFF  FFF  FFF
Query.customerLookup by receipt       FFF  FFF  FFF  SS-  SS-  FFF  FFF  FFF  FFF  FFF  SS-  FFF  FFF  FFF  FFF  FFF
CustomerMatch.customer                fff  fff  fff  SS-  SS-  fff  fff  fff  fff  fff  SS-  fff  fff  fff  fff  fff
Customer by receipt                   fff  fff  fff  SS-  SS-  fff  fff  fff  fff  fff  SS-  fff  fff  fff  fff  fff

Mutation.customerUpdate               FFF  FFF  SKK  SS-  SS-  FFF  FFF  FFF  FFF  FFF  SS-  SKK  SKK  FFF  KKK  KKK
Mutation.consentSet                   FFF  FFF  SKK  SS-  SS-  FFF  FFF  FFF  FFF  FFF  SS-  SKK  SKK  FFF  KKK  KKK
CustomerPayload.customer              fff  fff  Skk  SS-  SS-  fff  fff  fff  fff  fff  SS-  Skk  Skk  fff  kkk  kkk

Customer.fieldSources by me           f    f    F    f    f    f    f    f    f    f    S    F    F    f    k    -
Customer.identities by me             f    f    F    f    f    f    f    f    f    f    S    F    F    f    k    -
Customer.orderStats by me             f    f    F    f    f    f    f    f    f    f    S    F    F    f    k    -
Customer.purchasedVariants by me      f    f    S    f    f    f    f    f    f    f    S    S    S    f    k    -
CustomerPreferences by me             f    f    S    f    f    f    f    f    f    f    S    S    S    f    k    -
FieldAlternative by me                f    f    f    f    f    f    f    f    f    f    S    f    f    f    k    -
OrderEdge.node by me                  f    f    S    f    f    f    f    f    f    f    S    S    S    f    k    -
ConversationEdge.node by me           f    f    S    f    f    f    f    f    f    f    S    S    S    f    k    -
LoyaltyAccount by me                  f    f    S    f    f    f    f    f    f    f    S    S    S    f    k    -
LedgerEntry.order by me               f    f    S    f    f    f    f    f    f    f    S    S    S    f    k    -
Customer.conversations                fff  fff  fff  SS-  SS-  fff  FF-  FF-  fff  fff  SS-  SK-  SK-  fff  fff  fff
Customer.fieldSources                 fff  fff  fff  SS-  SS-  fff  SS-  FF-  fff  fff  SS-  FF-  FF-  fff  fff  fff
Customer.identities                   fff  fff  fff  SS-  SS-  fff  SS-  FF-  fff  fff  SS-  FF-  FF-  fff  fff  fff
Customer.loyalty                      fff  fff  fff  SS-  SS-  fff  FF-  FF-  fff  fff  SS-  SK-  SK-  fff  fff  fff
Customer.orders                       fff  fff  fff  SS-  SS-  fff  FF-  FF-  fff  fff  SS-  SK-  SS-  fff  fff  fff
Customer.orderStats                   fff  fff  fff  SS-  SS-  fff  FF-  FF-  fff  fff  SS-  FF-  FF-  fff  fff  fff
Customer.preferences                  fff  fff  fff  SS-  SS-  fff  FF-  FF-  fff  fff  SS-  SK-  SK-  fff  fff  fff
Customer.purchasedVariants            fff  fff  fff  SS-  SS-  fff  FF-  FF-  fff  fff  SS-  SK-  SK-  fff  fff  fff
FieldSource.alternatives              fff  fff  fff  SS-  SS-  fff  SS-  ff-  fff  fff  SS-  ff-  ff-  fff  fff  fff

Query.order                           FFF  SKK  SOO  SS-  SS-  FFF  FFF  FFF  FFF  FFF  SS-  SOO  SS-  FFF  KKK  OOO
Query.orderLookup by number           FFF  FFF  FFF  SS-  SS-  FFF  FFF  FFF  FFF  FFF  SS-  FFF  FFF  FFF  FFF  FFF
Query.orderLookup by receipt          FFF  FFF  FFF  SS-  SS-  FFF  FFF  FFF  FFF  FFF  SS-  FFF  FFF  FFF  FFF  FFF
Query.orderLookup by e-mail           FFF  FFF  FFF  SS-  SS-  FFF  FFF  FFF  FFF  FFF  SS-  FFF  FFF  FFF  FFF  FFF
OrderLookupResult.order               fff  fff  fff  SS-  SS-  fff  fff  fff  fff  fff  SS-  fff  fff  fff  fff  fff
OrderLookupResult.candidates          fff  fff  fff  SS-  SS-  fff  fff  fff  fff  fff  SS-  fff  fff  fff  fff  fff
Order by card                         fff  fff  fff  SS-  SS-  fff  fff  fff  fff  fff  SS-  fff  fff  FF-  fff  fff
Order.conversations                   fff  kkk  Soo  SS-  SS-  fff  fff  fff  fff  fff  SS-  Soo  SO-  fff  kkk  ooo
Order.loyaltyEntries                  fff  Fkk  Soo  SS-  SS-  fff  fff  fff  fff  fff  SS-  Soo  SO-  fff  kkk  ooo
Order.payments                        fff  Fkk  Soo  SS-  SS-  fff  fff  fff  fff  fff  SS-  Soo  SO-  fff  kkk  ooo
Order.payments by number              fff  fff  fff  SS-  SS-  fff  fff  fff  fff  fff  SS-  fff  fff  fff  fff  fff
Order.payments by receipt             fff  fff  fff  SS-  SS-  fff  fff  fff  fff  fff  SS-  fff  fff  fff  fff  fff
Order.customer                        fff  Fkk  Soo  SS-  SS-  fff  fff  fff  fff  fff  SS-  Soo  SS-  fff  kkk  ooo
Order.returns                         fff  Skk  Soo  SS-  SS-  fff  fff  fff  fff  fff  SS-  Soo  SS-  fff  kkk  ooo
Order.pickupCodes                     fff  -kk  -oo  FF-  ---  fff  fff  fff  fff  fff  ---  -oo  -O-  fff  kkk  ooo
Query.orders                          F    F    F    S    F    F    F    F    F    F    K    F    F    F    F    F
Mutation.orderCancel                  FFF  FFF  S--  FFF  SS-  FFF  FFF  FFF  FFF  FFF  SS-  S--  S--  FFF  KKK  ---
OrderPayload.order                    fff  fff  S--  fff  SS-  fff  fff  fff  fff  fff  SS-  S--  S--  fff  kkk  ---
Mutation.pickupMarkReady              FFF  FFF  FFF  ---  FFF  FFF  FFF  FFF  FFF  FFF  ---  FFF  FFF  FFF  FFF  FFF
Mutation.pickupHandOver               FFF  FFF  FFF  ---  FFF  FFF  FFF  FFF  FFF  FFF  ---  FFF  FFF  FFF  FFF  FFF
Mutation.pickupMarkNoShow             FFF  FFF  FFF  ---  FFF  FFF  FFF  FFF  FFF  FFF  ---  FFF  FFF  FFF  FFF  FFF
Mutation.fulfillmentReroute           FFF  FFF  FFF  ---  ---  FFF  FFF  FFF  FFF  FFF  ---  FFF  FFF  FFF  FFF  FFF
Mutation.returnQuote                  FFF  FFF  S--  SS-  SS-  FFF  FFF  FFF  FFF  FFF  SS-  S--  S--  FFF  KKK  ---
Mutation.returnCreate                 FFF  FFF  S--  SS-  SS-  FFF  FFF  FFF  FFF  FFF  SS-  S--  S--  FFF  KKK  ---
Mutation.exchangeCreate               FFF  FFF  S--  SS-  SS-  FFF  FFF  FFF  FFF  FFF  SS-  S--  S--  FFF  KKK  ---
Mutation.returnReceive                FFF  FFF  FFF  SS-  FFF  FFF  FFF  FFF  FFF  FFF  SS-  FFF  FFF  FFF  FFF  FFF
ReturnPayload.return                  fff  fff  ---  ---  ---  fff  fff  fff  fff  fff  ---  ---  ---  fff  kkk  ---
Return.exchangeOrder                  fff  fff  -oo  ---  ---  fff  fff  fff  fff  fff  ---  -oo  ---  fff  kkk  ooo
Query.return                          FFF  FFF  SOO  SS-  SS-  FFF  FFF  FFF  FFF  FFF  SS-  SOO  SS-  FFF  KKK  OOO
Return by number                      fff  fff  fff  SS-  SS-  fff  fff  fff  fff  fff  SS-  fff  fff  fff  fff  fff
Return.order                          fff  fff  Soo  SS-  SS-  fff  fff  fff  fff  fff  SS-  Soo  SS-  fff  kkk  ooo

Query.cart                            KKK  KKK  SKK  SS-  SS-  KKK  KKK  KKK  KKK  KKK  SS-  SKK  SKK  KKK  KKK  KKK
Query.cart by token                   KKK  SKK  KKK  ---  ---  KKK  KKK  KKK  KKK  KKK  ---  KKK  KKK  KKK  KKK  KKK
Query.myCart                          F    F    S    F    F    F    F    F    F    F    S    S    S    F    K    -
Customer.cart                         fff  fff  fff  SS-  SS-  fff  FF-  FF-  fff  fff  SS-  SK-  SK-  fff  fff  fff
Cart.customer                         kkk  kkk  Skk  SS-  SS-  kkk  kkk  kkk  kkk  kkk  SS-  Skk  Skk  kkk  kkk  kkk
CartTouch.associateId                 kkk  kkk  Fkk  SS-  SS-  kkk  kkk  kkk  kkk  kkk  SS-  Fkk  Fkk  kkk  kkk  kkk
Mutation.cartCreate                   kkk  kkk  Skk  SS-  SS-  kkk  kkk  kkk  kkk  kkk  SS-  Skk  Skk  kkk  kkk  kkk
Mutation.cartLinesAdd                 ---  ---  S--  SS-  SS-  ---  ---  ---  ---  ---  SS-  S--  S--  ---  ---  ---
Mutation.cartLinesUpdate              ---  ---  S--  SS-  SS-  ---  ---  ---  ---  ---  SS-  S--  S--  ---  ---  ---
Mutation.cartLinesRemove              ---  ---  S--  SS-  SS-  ---  ---  ---  ---  ---  SS-  S--  S--  ---  ---  ---
Mutation.cartDiscountCodesUpdate      ---  ---  S--  SS-  SS-  ---  ---  ---  ---  ---  SS-  S--  S--  ---  ---  ---
Mutation.cartFulfillmentSet           ---  ---  S--  SS-  SS-  ---  ---  ---  ---  ---  SS-  S--  S--  ---  ---  ---
Mutation.cartHandOff                  ---  ---  S--  SS-  SS-  ---  ---  ---  ---  ---  SS-  S--  S--  ---  ---  ---
Mutation.cartHandOffAccept            -    -    -    -    -    -    -    -    -    -    -    -    -    -    -    -
Mutation.cartCheckout                 ---  ---  S--  SS-  SS-  ---  ---  ---  ---  ---  SS-  S--  S--  ---  ---  ---
CartCheckoutPayload.order             F    -    -    -    -    F    F    F    F    F    -    -    -    F    K    -
Mutation.cartMerge                    F    F    -    -    -    F    F    F    F    F    -    -    -    F    K    -

Query.loyaltyAccount                  FFF  FFF  FFF  SS-  SS-  FFF  FFF  FFF  FFF  FFF  SS-  FFF  FFF  SS-  FFF  FFF
LoyaltyAccount.customer               fff  fff  fff  SS-  SS-  fff  fff  fff  fff  fff  SS-  fff  fff  FF-  fff  fff
Mutation.loyaltyEnroll                FFF  FFF  SKK  SS-  SS-  FFF  FFF  FFF  FFF  FFF  SS-  SKK  SKK  FFF  KKK  KKK
Mutation.loyaltyRedeem                FFF  FFF  S--  SS-  SS-  FFF  FFF  FFF  FFF  FFF  SS-  S--  S--  FFF  KKK  ---
Mutation.loyaltyRedemptionCancel      FFF  FFF  S--  SS-  SS-  FFF  FFF  FFF  FFF  FFF  SS-  S--  S--  FFF  KKK  ---
RedemptionPayload.redemption          fff  fff  S--  SS-  SS-  fff  fff  fff  fff  fff  SS-  S--  S--  fff  kkk  ---
Redemption by id                      fff  fff  S--  SS-  SS-  fff  fff  fff  fff  fff  SS-  S--  S--  fff  kkk  ---
RedemptionPayload.account             fff  fff  S--  SS-  SS-  fff  fff  fff  fff  fff  SS-  S--  S--  fff  kkk  ---
Mutation.loyaltyAdjust                FFF  FFF  FFF  FFF  FFF  FFF  SS-  FFF  FFF  FFF  SS-  FFF  FFF  FFF  FFF  FFF
LoyaltyPayload.account                fff  fff  fff  fff  fff  fff  SS-  fff  fff  fff  SS-  fff  fff  fff  fff  fff

Query.conversation                    FFF  FFF  SOO  SS-  SS-  FFF  FFF  FFF  FFF  FFF  SS-  SOO  SOO  SS-  KKK  OOO
Query.conversations by customerId     FFF  FFF  FFF  SS-  SS-  FFF  FFF  FFF  FFF  FFF  SS-  FFF  FFF  SS-  FFF  FFF
Query.conversations by orderId        FFF  FFF  FFF  SS-  SS-  FFF  FFF  FFF  FFF  FFF  SS-  FFF  FFF  SS-  FFF  FFF
Conversation by number                fff  fff  fff  SS-  SS-  fff  fff  fff  fff  fff  SS-  fff  fff  fff  fff  fff
Conversation.customer                 fff  fff  Soo  SS-  SS-  fff  fff  fff  fff  fff  SS-  Soo  Soo  FF-  kkk  ooo
Conversation.order                    fff  fff  Soo  SS-  SS-  fff  fff  fff  fff  fff  SS-  Soo  Soo  FF-  kkk  ooo
Conversation.lastMessage              fff  fff  Soo  SS-  SS-  fff  fff  fff  fff  fff  SS-  Soo  Soo  SS-  kkk  ooo
ConversationMessage by me             f    f    S    f    f    f    f    f    f    f    S    S    S    f    k    -
ConversationMessageEdge.node          fff  fff  Soo  SS-  SS-  fff  fff  fff  fff  fff  SS-  Soo  Soo  SS-  kkk  ooo

Mutation.stockReserve                 F    F    S    S    F    F    F    F    F    F    S    S    S    F    K    S
ReservationPayload.reservation        fff  fff  S--  SS-  fff  fff  fff  fff  fff  fff  SS-  S--  S--  fff  kkk  ---
Reservation by id                     fff  fff  S--  SS-  fff  fff  fff  fff  fff  fff  SS-  S--  S--  fff  kkk  ---
Mutation.stockReservationExtend       FFF  FFF  S--  SS-  FFF  FFF  FFF  FFF  FFF  FFF  SS-  S--  S--  FFF  KKK  ---
Mutation.stockReservationRelease      FFF  FFF  S--  SS-  FFF  FFF  FFF  FFF  FFF  FFF  SS-  S--  S--  FFF  KKK  ---
`
