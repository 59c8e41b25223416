/** The shape of a catalogue: the same keys, any sentences. English `satisfies Shape<typeof sv>`, so a missing sentence does not compile. */
export type Shape<Catalogue> = {
  readonly [Key in keyof Catalogue]: Catalogue[Key] extends string ? string : Shape<Catalogue[Key]>
}
