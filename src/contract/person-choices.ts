/** The choices of a person's fields, on their own so that filters and columns can be built of them. */
export const channels = ['email', 'letter', 'sms', 'phone'] as const
export const membershipKinds = ['main', 'family', 'supporting', 'honorary'] as const
export const genders = ['woman', 'man', 'other'] as const
