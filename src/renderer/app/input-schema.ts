import type { z } from 'zod'

interface StatedProcedure<Input extends z.ZodType> {
  readonly '~orpc': { readonly inputSchema?: Input | undefined }
}

/**
 * The input schema of a procedure of the contract, for building its form.
 *
 * @example const schema = inputSchema(contract.people.create)
 */
export function inputSchema<Input extends z.ZodType>(procedure: StatedProcedure<Input>): Input {
  const schema = procedure['~orpc'].inputSchema
  if (!schema) throw new Error('The procedure takes no input')
  return schema
}
