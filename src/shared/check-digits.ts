/**
 * The three check digit methods of Swedish numbers. Every argument is a string of digits only.
 */

/**
 * Whether the last digit is right by the modulus 10 method (Luhn): every second digit from the right is doubled.
 * Source: SKV 704, Bankgirot "Bankernas kontonummer" 2019-08-21 p. 6.
 */
export function passesModulus10(digits: string): boolean {
  return modulus10Sum(digits) % 10 === 0
}

/** The digit that makes the number pass modulus 10 when written after it. */
export function modulus10Digit(digits: string): string {
  return String((10 - (modulus10Sum(`${digits}0`) % 10)) % 10)
}

/** Whether the number is right by the modulus 11 method: weights 1, 2 … 10 from the right, over again. Source: the same, p. 7. */
export function passesModulus11(digits: string): boolean {
  let sum = 0
  for (let index = 0; index < digits.length; index++) sum += Number(digits.at(-1 - index)) * ((index % 10) + 1)
  return sum % 11 === 0
}

/** The remainder of a long number divided by 97, as the check digits of IBAN use it (ISO 7064). */
export function remainder97(digits: string): number {
  let remainder = 0
  for (const digit of digits) remainder = (remainder * 10 + Number(digit)) % 97
  return remainder
}

function modulus10Sum(digits: string): number {
  let sum = 0
  for (let index = 0; index < digits.length; index++) {
    const digit = Number(digits.at(-1 - index))
    sum += index % 2 === 0 ? digit : digit * 2 - (digit > 4 ? 9 : 0)
  }
  return sum
}
