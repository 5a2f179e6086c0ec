/** What the retailer's configuration says of writing. */
export const deskMappings = {
  returnReasons: { '010': 'TOO_SMALL', '040': 'DAMAGED' },
  pickupConditions: ['02'],
  pickupTypes: ['03'],
  orderDesk: { oneTimeCustomer: '99999', otherReturnReason: '099' },
}
