/**
 * The countries of the world by their codes, named in the language of the reader.
 */
import type { Language } from './i18n/index.ts'
import type { Reading } from './reading.ts'
import { foldForSearch } from './swedish-text.ts'

/** Source: ISO 3166-1, two letters, and XK, which is used for Kosovo. */
export const countryCodes: readonly string[] = [
  'AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR',
  'CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU',
  'ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ',
  'MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI',
  'SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW',
].flatMap((line) => line.split(' '))

/** The country that addresses are in where none is said. */
export const homeCountry = 'SE'

const names: Readonly<Record<Language, Intl.DisplayNames>> = { sv: new Intl.DisplayNames('sv', { type: 'region' }), en: new Intl.DisplayNames('en', { type: 'region' }) }

/** What a country is called: `Norge`, `Norway`. */
export function countryName(code: string, language: Language): string {
  return names[language].of(code) ?? code
}

/** All countries by name, to choose among. */
export function countriesIn(language: Language): { readonly id: string; readonly label: string }[] {
  return countryCodes.map((id) => ({ id, label: countryName(id, language) })).toSorted((a, b) => a.label.localeCompare(b.label, language))
}

/** Reads a country's code, or its Swedish or English name. Sweden is nothing: addresses are there unless another country is said. */
export function readCountry(text: string): Reading<string | null> {
  const typed = text.trim().toUpperCase()
  const code = countryCodes.includes(typed) ? typed : (codeOfName ??= new Map(allNames())).get(foldForSearch(text))
  return code === undefined ? { finding: { rule: 'common.notAChoice' } } : { value: code === homeCountry ? null : code }
}

let codeOfName: ReadonlyMap<string, string> | undefined

function allNames(): (readonly [string, string])[] {
  const official = countryCodes.flatMap((code) => [[foldForSearch(countryName(code, 'sv')), code], [foldForSearch(countryName(code, 'en')), code]] as const)
  return [...official, ...Object.entries(otherNames)]
}

/** What people also write. */
const otherNames: Readonly<Record<string, string>> = {
  england: 'GB', skottland: 'GB', scotland: 'GB', wales: 'GB', nordirland: 'GB', uk: 'GB', 'great britain': 'GB', usa: 'US', 'united states of america': 'US', 'förenta staterna': 'US', holland: 'NL', turkey: 'TR',
  'czech republic': 'CZ', 'tjeckiska republiken': 'CZ', burma: 'MM', myanmar: 'MM', palestina: 'PS', palestine: 'PS', vitryssland: 'BY', hongkong: 'HK', 'hong kong': 'HK', elfenbenskusten: 'CI',
}
