/**
 * Clearing numbers of Swedish banks.
 * Sources: Bankgirot "Bankernas kontonummer", editions 2019-08-21 and 2024-02-22 (ranges and check rules);
 * bankinfrastruktur.se, list of IBAN identities and BIC 2023-09-07. Banks that have left keep their row, so that old accounts are recognised.
 */

/**
 * How an account's length and check digit are tested, by the type and comment of Bankgirot's table:
 * - `sevenWithoutFirst` (type 1, comment 1): seven digits; modulus 11 over the clearing number without its first digit and the account
 * - `sevenWithClearing` (type 1, comment 2): seven digits; modulus 11 over clearing number and account
 * - `ten` (type 2, comment 1): ten digits; modulus 10 over the account
 * - `handelsbanken` (type 2, comment 2): eight or nine digits; modulus 11 over the account
 * - `upToTen` (type 2, comment 3): two to ten digits; modulus 10 over the account
 */
export type AccountRule = 'sevenWithoutFirst' | 'sevenWithClearing' | 'ten' | 'handelsbanken' | 'upToTen'

/** What follows the bank's identity in its IBAN: clearing and account, the account alone, or five-digit clearing and account. */
export type IbanForm = 'clearingAndAccount' | 'account' | 'fiveDigitClearing'

export interface ClearingRange {
  readonly from: number
  readonly to: number
  readonly bank: string
  /** Nothing where no rule is published: the account's digits are then taken as they are. */
  readonly rule: AccountRule | null
  readonly bic: string | null
  /** The three digits that name the bank in an IBAN. */
  readonly ibanBank: string | null
  /** Nothing where the IBAN cannot be derived for certain. */
  readonly ibanForm: IbanForm | null
  /** Whether the bank still takes part; payments to the others are sent back. */
  readonly isActive: boolean
}

type Row = readonly [from: number, to: number, bank: string, rule: AccountRule | null, bic: string | null, ibanBank: string | null, ibanForm: IbanForm | null, state?: 'left']

const rows: readonly Row[] = [
  [1100, 1199, 'Nordea', 'sevenWithoutFirst', 'NDEASESS', '300', 'clearingAndAccount'],
  [1200, 1399, 'Danske Bank', 'sevenWithoutFirst', 'DABASESX', '120', 'clearingAndAccount'],
  [1400, 2099, 'Nordea', 'sevenWithoutFirst', 'NDEASESS', '300', 'clearingAndAccount'],
  [2300, 2399, 'Ålandsbanken', 'sevenWithClearing', 'AABASESS', '230', 'clearingAndAccount'],
  [2400, 2499, 'Danske Bank', 'sevenWithoutFirst', 'DABASESX', '120', 'clearingAndAccount'],
  [3000, 3299, 'Nordea', 'sevenWithoutFirst', 'NDEASESS', '300', 'clearingAndAccount'],
  [3300, 3300, 'Nordea (personkonto)', 'ten', 'NDEASESS', '300', 'account'],
  [3301, 3399, 'Nordea', 'sevenWithoutFirst', 'NDEASESS', '300', 'clearingAndAccount'],
  [3400, 3409, 'Länsförsäkringar Bank', 'sevenWithoutFirst', 'ELLFSESS', '902', 'clearingAndAccount'],
  [3410, 3781, 'Nordea', 'sevenWithoutFirst', 'NDEASESS', '300', 'clearingAndAccount'],
  [3782, 3782, 'Nordea (personkonto)', 'ten', 'NDEASESS', '300', 'account'],
  [3783, 3999, 'Nordea', 'sevenWithoutFirst', 'NDEASESS', '300', 'clearingAndAccount'],
  [4000, 4999, 'Nordea', 'sevenWithClearing', 'NDEASESS', '300', 'clearingAndAccount'],
  [5000, 5999, 'SEB', 'sevenWithoutFirst', 'ESSESESS', '500', 'clearingAndAccount'],
  [6000, 6999, 'Handelsbanken', 'handelsbanken', 'HANDSESS', '600', 'account'],
  [7000, 7999, 'Swedbank', 'sevenWithoutFirst', 'SWEDSESS', '800', 'clearingAndAccount'],
  [8000, 8999, 'Swedbank och sparbanker', 'upToTen', 'SWEDSESS', '800', 'fiveDigitClearing'],
  [9020, 9029, 'Länsförsäkringar Bank', 'sevenWithClearing', 'ELLFSESS', '902', 'clearingAndAccount'],
  [9040, 9049, 'Citibank', 'sevenWithClearing', 'CITISESX', '904', 'clearingAndAccount'],
  [9060, 9069, 'Länsförsäkringar Bank', 'sevenWithoutFirst', 'ELLFSESS', '902', 'clearingAndAccount'],
  [9070, 9079, 'Multitude Bank', 'sevenWithoutFirst', 'FEMAMTMT', '907', 'clearingAndAccount'],
  [9090, 9099, 'Royal Bank of Scotland (f.d. ABN Amro)', 'sevenWithClearing', null, '909', 'clearingAndAccount', 'left'],
  [9100, 9109, 'Nordnet Bank', 'sevenWithClearing', 'NNSESES1', '910', 'clearingAndAccount'],
  [9120, 9124, 'SEB', 'sevenWithoutFirst', 'ESSESESS', '500', 'clearingAndAccount'],
  [9130, 9149, 'SEB', 'sevenWithoutFirst', 'ESSESESS', '500', 'clearingAndAccount'],
  [9150, 9169, 'Skandiabanken', 'sevenWithClearing', 'SKIASESS', '915', 'clearingAndAccount'],
  [9170, 9179, 'Ikano Bank', 'sevenWithoutFirst', 'IKANSE21', '917', 'clearingAndAccount'],
  [9180, 9189, 'Danske Bank', 'ten', 'DABASESX', '120', 'account'],
  [9190, 9199, 'DNB Bank', 'sevenWithClearing', 'DNBASESX', '919', 'clearingAndAccount'],
  [9230, 9239, 'Marginalen Bank', 'sevenWithoutFirst', 'MARGSESS', '923', 'clearingAndAccount'],
  [9250, 9259, 'SBAB', 'sevenWithoutFirst', 'SBAVSESS', '925', 'clearingAndAccount'],
  [9260, 9269, 'DNB Bank', 'sevenWithClearing', 'DNBASESX', '919', 'clearingAndAccount'],
  [9270, 9279, 'ICA Banken', 'sevenWithoutFirst', 'IBCASES1', '927', 'clearingAndAccount'],
  [9280, 9289, 'Resurs Bank', 'sevenWithoutFirst', 'RESUSE21', '928', 'clearingAndAccount'],
  [9300, 9329, 'Swedbank (f.d. Sparbanken Öresund)', 'ten', 'SWEDSESS', '930', 'account'],
  [9330, 9349, 'Swedbank (f.d. Sparbanken Öresund)', 'ten', 'SWEDSESS', '933', 'account'],
  [9390, 9399, 'Landshypotek Bank', 'sevenWithClearing', 'LAHYSESS', '939', 'clearingAndAccount'],
  [9400, 9449, 'Forex Bank', 'sevenWithoutFirst', 'FORXSES1', '940', 'clearingAndAccount', 'left'],
  [9460, 9469, 'Santander Consumer Bank', 'sevenWithoutFirst', 'BSNOSESS', '946', 'clearingAndAccount'],
  [9470, 9479, 'BNP Paribas', 'sevenWithClearing', 'FTSBSESS', '947', 'clearingAndAccount'],
  [9500, 9549, 'Nordea (Plusgirot)', 'upToTen', 'NDEASESS', '950', null],
  [9550, 9569, 'Avanza Bank', 'sevenWithClearing', 'AVANSES1', '955', 'clearingAndAccount'],
  [9570, 9579, 'Sparbanken Syd', 'ten', 'SPSDSE23', '957', 'account'],
  [9580, 9589, 'Aion Bank', 'sevenWithoutFirst', 'BMPBSESS', '958', 'clearingAndAccount'],
  [9590, 9599, 'Erik Penser Bank', 'sevenWithClearing', 'ERPFSES2', '959', 'clearingAndAccount'],
  [9610, 9619, 'Volvofinans Bank', null, null, null, null],
  [9620, 9629, 'Bank of China (Luxembourg)', null, null, null, null],
  [9630, 9639, 'Lån & Spar Bank Sverige', 'sevenWithoutFirst', 'LOSADKKK', '963', 'clearingAndAccount'],
  [9640, 9649, 'NOBA Bank Group (f.d. Nordax)', 'sevenWithClearing', 'NOFBSESS', '964', 'clearingAndAccount'],
  [9650, 9659, 'MedMera Bank', 'sevenWithClearing', 'MEMMSE21', '965', 'clearingAndAccount', 'left'],
  [9660, 9669, 'Svea Bank', 'sevenWithClearing', 'SVEASES1', '966', 'clearingAndAccount'],
  [9670, 9679, 'JAK Medlemsbank', 'sevenWithClearing', 'JAKMSE22', '967', 'clearingAndAccount'],
  [9680, 9689, 'Bluestep Finans', 'sevenWithoutFirst', 'BSTPSESS', '968', 'clearingAndAccount'],
  [9700, 9709, 'Ekobanken', 'sevenWithClearing', 'EKMLSE21', '970', 'clearingAndAccount'],
  [9710, 9719, 'Lunar Bank', 'sevenWithClearing', 'LUNADK2B', '971', 'clearingAndAccount'],
  [9750, 9759, 'Northmill Bank', 'sevenWithClearing', 'NOHLSESS', '975', 'clearingAndAccount'],
  [9770, 9779, 'Intergiro Intl', null, null, '977', null, 'left'],
  [9780, 9789, 'Klarna Bank', 'sevenWithClearing', 'KLRNSESS', '978', 'clearingAndAccount'],
  [9880, 9889, 'Riksgälden', 'sevenWithClearing', null, '988', 'clearingAndAccount'],
  [9890, 9899, 'Riksgälden', 'ten', null, '989', 'account'],
  [9960, 9969, 'Nordea (Plusgirot)', 'upToTen', 'NDEASESS', '950', null],
]

/** Every range of clearing numbers, in order. */
export const clearingRanges: readonly ClearingRange[] = rows.map(([from, to, bank, rule, bic, ibanBank, ibanForm, state]) => ({
  from, to, bank, rule, bic, ibanBank, ibanForm, isActive: state !== 'left',
}))
