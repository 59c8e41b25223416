/** What other slices may use of competences: drawing lots. */
export { draw } from './draw-rules.ts'
