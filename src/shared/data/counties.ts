/**
 * Sweden's 21 counties by SCB's codes, which are the first two digits of their municipalities' codes.
 * Source: SCB, "Län och kommuner i kodnummerordning".
 */

export interface County {
  /** Two digits, `03`. */
  readonly code: string
  readonly name: string
}

const listed =
  '01 Stockholms län, 03 Uppsala län, 04 Södermanlands län, 05 Östergötlands län, 06 Jönköpings län, 07 Kronobergs län, 08 Kalmar län, 09 Gotlands län, ' +
  '10 Blekinge län, 12 Skåne län, 13 Hallands län, 14 Västra Götalands län, 17 Värmlands län, 18 Örebro län, 19 Västmanlands län, 20 Dalarnas län, ' +
  '21 Gävleborgs län, 22 Västernorrlands län, 23 Jämtlands län, 24 Västerbottens län, 25 Norrbottens län'

/** The counties by code. */
export const counties: readonly County[] = listed.split(', ').map((entry) => ({ code: entry.slice(0, 2), name: entry.slice(3) }))
