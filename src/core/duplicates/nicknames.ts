/** Swedish short names and the given names they are short for, loosely folded: `ö` is written `o`. One may stand for several. */
const shortNames: Readonly<Record<string, readonly string[]>> = {
  abbe: ['albert', 'abraham'], adde: ['adam', 'andreas'], affe: ['alf', 'alfred'], agge: ['agneta'], anki: ['ann', 'annkristin', 'anna'], annika: ['anna'], anne: ['anna'],
  ante: ['anders', 'andreas'], asta: ['astrid'], basse: ['sebastian', 'bastian'], bea: ['beatrice', 'beata'], beppe: ['bertil', 'beppe'], berra: ['bernt', 'bertil'],
  bettan: ['elisabet', 'elisabeth'], bibbi: ['birgitta', 'birgit'], biggan: ['birgitta'], birre: ['birger'], bittan: ['birgitta'], bobban: ['robert', 'barbro'], bobo: ['bo'],
  bosse: ['bo'], calle: ['karl', 'carl'], cattis: ['katarina', 'catarina'], cia: ['cecilia'], cilla: ['cecilia', 'priscilla'], conny: ['konrad'], danne: ['daniel', 'dan'],
  ebbe: ['ebert', 'eberhard'], eje: ['erik', 'egon'], ella: ['eleonora', 'gabriella', 'elin'], elsa: ['elisabet', 'elisabeth'], emma: ['emelie', 'emilia'], emmy: ['emelie', 'emma'],
  eva: ['evalena'], fia: ['sofia', 'sophia'], figge: ['fingal', 'filip'], fille: ['filip'], fred: ['alfred', 'fredrik'], fredde: ['fredrik'], freddy: ['fredrik'], frasse: ['frans'],
  gabbe: ['gabriel'], gittan: ['birgitta', 'gitte'], gullan: ['gunilla', 'gunborg', 'gudrun'], gun: ['gunilla', 'gunborg', 'gunhild', 'gunvor'], gunnel: ['gunhild', 'gunilla'], gurra: ['gustav', 'gustaf'],
  gusten: ['gustav', 'gustaf', 'august'], hampe: ['hampus'], hasse: ['hans', 'harald'], henke: ['henrik'], helle: ['helena', 'helge'], hille: ['hilding', 'hildur'], inga: ['ingegerd', 'ingeborg', 'ingrid'],
  inger: ['ingegerd', 'ingrid'], inky: ['ingrid', 'ingegerd'], jack: ['jakob'], jacke: ['jakob', 'joakim'], jackan: ['jaqueline'], janne: ['jan', 'jan-erik', 'johan'], jens: ['johannes'], jenny: ['jennifer', 'johanna'],
  jocke: ['joakim', 'joacim'], jojje: ['georg', 'joel'], jonte: ['jonatan', 'jonathan', 'jon', 'jonas'], jonna: ['johanna'], josse: ['josefin', 'josefine'], jossan: ['josefin', 'josefine'],
  kaj: ['karl'], kajsa: ['karin', 'katarina'], kalle: ['karl', 'carl'], karin: ['katarina'], karro: ['karolina', 'caroline'], kattis: ['katarina', 'catarina', 'katrin'], keke: ['karl-erik'],
  kia: ['kristina', 'christina'], kicki: ['kristina', 'christina', 'kristin'], kim: ['joakim'], klasse: ['klas', 'claes'], kina: ['kristina', 'christina'], krille: ['kristian', 'christian', 'kristoffer'],
  kristin: ['kristina'], lasse: ['lars', 'laurentius'], leffe: ['leif'], lelle: ['lennart', 'leif'], lena: ['helena', 'magdalena'], lillan: ['lilly', 'lilian'], lina: ['karolina', 'carolina', 'linnea'], lisa: ['elisabet', 'elisabeth'],
  lisbet: ['elisabet'], lisbeth: ['elisabeth', 'elisabet'], lollo: ['lovisa', 'charlotta'], lotta: ['charlotta', 'charlotte', 'lieselott'], lotten: ['charlotta', 'charlotte'], love: ['ludvig', 'lovisa'], lubbe: ['ludvig'],
  ludde: ['ludvig'], lukas: ['lucas'], mackan: ['markus', 'marcus', 'mathias'], madde: ['madeleine', 'magdalena'], maggan: ['margareta', 'margaretha', 'margit', 'magdalena'], magga: ['margareta', 'margit'], maja: ['maria'], majken: ['maria'],
  malla: ['malin'], malte: ['helmer'], manne: ['emanuel', 'magnus', 'herman'], margit: ['margareta'], maria: ['marie'], mats: ['mattias', 'matthias', 'matteus'], matte: ['mattias', 'mats', 'matilda'], mia: ['maria', 'marie', 'emilia', 'miriam'],
  micke: ['mikael', 'michael'], mimmi: ['maria', 'miriam', 'wilhelmina'], minna: ['wilhelmina', 'hermina'], moa: ['moa', 'helga'], mojje: ['morgan', 'maurits'], molle: ['torgny'], nanna: ['marianne', 'anna'], natta: ['natalia', 'natalie'],
  nettan: ['anette', 'annette', 'jeanette'], nicke: ['niklas', 'nicklas', 'nikolaus'], nilla: ['pernilla', 'gunilla'], nina: ['kristina', 'janina'], nisse: ['nils'], noppe: ['norbert'], ola: ['olof', 'olov', 'olav'], olle: ['olof', 'olov', 'olav', 'ola'],
  ossian: ['oskar'], ove: ['uwe'], pelle: ['per', 'peter', 'petter'], peo: ['per-olof', 'per'], pernilla: ['petronella'], peppe: ['per', 'peter'], perra: ['per'], petra: ['petronella'], petter: ['peter', 'per'], pia: ['maria', 'piasofia'],
  putte: ['per', 'patrik'], patte: ['patrik', 'patrick'], pigge: ['birger'], rickard: ['richard'], ricke: ['rickard', 'richard', 'erik'], rille: ['rickard', 'richard'], robban: ['robert'], roffe: ['rolf'], rogge: ['roger'], ronny: ['ronald'],
  sanna: ['susanna', 'susanne'], sebbe: ['sebastian'], signe: ['signhild'], sigge: ['sigurd', 'sigvard', 'sigfrid', 'sigge'], sigrid: ['siri'], siv: ['sigrid'], sickan: ['sigrid', 'signe'], stina: ['kristina', 'christina'], steffe: ['stefan', 'staffan'],
  stickan: ['stig'], sussi: ['susanna', 'susanne'], svenne: ['sven'], tage: ['torkel'], tessan: ['teresa', 'therese', 'terese'], tetta: ['theresia'], tilda: ['matilda', 'mathilda'], tina: ['kristina', 'christina', 'martina', 'bettina'], toffe: ['kristoffer', 'christoffer'],
  tobbe: ['tobias', 'torbjorn', 'torsten'], tomas: ['thomas'], tompa: ['tomas', 'thomas'], tommy: ['tomas', 'thomas'], tony: ['anton'], totte: ['torsten', 'thorsten', 'torbjorn', 'torvald'], tove: ['tova'], ubbe: ['urban', 'ulf'], uffe: ['ulf', 'ulrik', 'uno'],
  ulla: ['ulrika'], ullis: ['ulla', 'ulrika'], vanja: ['ivan', 'jovanna'], vicke: ['viktor', 'victor', 'viktoria'], vickan: ['viktoria', 'victoria'], ville: ['vilhelm', 'william', 'wilhelm'], vivi: ['viveka', 'vivianne'], willy: ['vilhelm', 'wilhelm'],
}

/** The given names that a loosely folded name may be short for. */
export function fullNamesOf(name: string): readonly string[] {
  return Object.hasOwn(shortNames, name) ? (shortNames[name] ?? []) : []
}
