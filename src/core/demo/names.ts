/** What fictitious persons are called and where they live. */

export const womensNames = `
Anna Margareta Eva Birgitta Kristina Karin Elisabet Marie Ingrid Linnéa Lena Sara Emma Kerstin Malin Inger Elin Ulla Helena Sofia Annika Gunilla Ida Åsa
Monica Johanna Hanna Carina Jenny Katarina Susanne Siv Amanda Camilla Britt Amira Zeinab Shirin Märta Ylva Solveig Ebba Lovisa Rut
`.trim().split(/\s+/u)

export const mensNames = `
Erik Lars Karl Anders Johan Per Nils Mikael Jan Hans Lennart Olof Peter Gunnar Fredrik Sven Daniel Bengt Bo Göran Håkan Alexander Magnus Björn Stefan
Leif Jonas Åke Mats Tobias Emil Viktor Ahmed Yusuf Reza Sören Örjan Jörgen Arvid Hugo Ture Ragnar Samuel
`.trim().split(/\s+/u)

export const familyNames = `
Andersson Johansson Karlsson Nilsson Eriksson Larsson Olsson Persson Svensson Gustafsson Pettersson Jonsson Jansson Lindberg Lindström Lindgren Berg Axelsson Bergström
Lundberg Lundgren Lundqvist Mattsson Berglund Fredriksson Sandberg Henriksson Forsberg Sjöberg Wallin Engström Danielsson Håkansson Eklund Lundin Björk Bergman Holm
Wikström Isaksson Fransson Bergqvist Nyström Holmberg Arvidsson Löfgren Söderberg Nyberg Blomqvist Claesson Mårtensson Nordström Eliasson Öberg Ågren Ström Åberg Ekström
Hedlund Sundberg Sjögren Hassan Ahmadi Haddad Nguyen Kowalska Virtanen Björklund Ödman Ängquist
`.trim().split(/\s+/u)

const streetBeginnings = ['Björk', 'Gran', 'Sol', 'Ängs', 'Kyrk', 'Skol', 'Ring', 'Häger', 'Lärk', 'Sten', 'Kvarn', 'Åkers', 'Väst', 'Norr', 'Rosen', 'Hassel']
const streetEndings = ['vägen', 'gatan', 'stigen', 'gränd', 'backen']
export const streets: readonly string[] = streetBeginnings.flatMap((beginning) => streetEndings.map((ending) => `${beginning}${ending}`))

/** A town of the county, with the way to a meeting in Uppsala and back. */
export interface Town {
  readonly town: string
  readonly postcode: string
  readonly municipalityCode: string
  /** By one's own car, there and back. */
  readonly kilometres: number
  /** There and back. */
  readonly travelMinutes: number
}

/** The towns of Uppsala county, each as often as people live there. */
export const towns: readonly Town[] = [
  ...repeated(7, { town: 'Uppsala', postcode: '75320', municipalityCode: '0380', kilometres: 0, travelMinutes: 40 }),
  ...repeated(4, { town: 'Uppsala', postcode: '75440', municipalityCode: '0380', kilometres: 0, travelMinutes: 50 }),
  { town: 'Storvreta', postcode: '74330', municipalityCode: '0380', kilometres: 28, travelMinutes: 60 },
  { town: 'Björklinge', postcode: '74363', municipalityCode: '0380', kilometres: 44, travelMinutes: 80 },
  ...repeated(3, { town: 'Enköping', postcode: '74531', municipalityCode: '0381', kilometres: 88, travelMinutes: 110 }),
  ...repeated(2, { town: 'Knivsta', postcode: '74140', municipalityCode: '0330', kilometres: 36, travelMinutes: 60 }),
  ...repeated(2, { town: 'Bålsta', postcode: '74630', municipalityCode: '0305', kilometres: 92, travelMinutes: 120 }),
  { town: 'Heby', postcode: '74430', municipalityCode: '0331', kilometres: 100, travelMinutes: 120 },
  { town: 'Tierp', postcode: '81537', municipalityCode: '0360', kilometres: 124, travelMinutes: 120 },
  { town: 'Örbyhus', postcode: '74840', municipalityCode: '0360', kilometres: 96, travelMinutes: 110 },
  { town: 'Skutskär', postcode: '81430', municipalityCode: '0319', kilometres: 172, travelMinutes: 150 },
  { town: 'Östhammar', postcode: '74231', municipalityCode: '0382', kilometres: 140, travelMinutes: 140 },
  { town: 'Gimo', postcode: '74740', municipalityCode: '0382', kilometres: 100, travelMinutes: 120 },
]

function repeated<T>(times: number, value: T): T[] {
  return Array.from({ length: times }, () => value)
}

/** The town of a name. */
export function townOf(name: string): Town {
  const found = towns.find((town) => town.town === name)
  if (!found) throw new RangeError('There is no such town in the demo')
  return found
}
