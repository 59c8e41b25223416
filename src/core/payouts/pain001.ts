import { create } from 'xmlbuilder2'
import type { Instant, LocalDate } from '#shared/dates.ts'
import { oreToDecimalText, sumOre, type Ore } from '#shared/money.ts'
import { cutName } from './bank-text.ts'

/** An account to pay to: clearing number of four digits and the account as the bank wants it, or an IBAN. */
export type CreditorAccount =
  | { readonly clearingNumber: string; readonly accountNumber: string }
  | { readonly iban: string }

export interface PaymentFileEntry {
  /** At most 35 characters, unique in the file. */
  readonly endToEndId: string
  readonly name: string
  readonly amountOre: Ore
  readonly account: CreditorAccount
}

/** Everything a file is made of. All moments are stored ones, so that the same payout always gives the same bytes. */
export interface PaymentFile {
  /** At most 30 characters, unique for the sender: banks refuse a second file with the same one. */
  readonly messageId: string
  readonly createdAt: Instant
  readonly executionOn: LocalDate
  readonly debtor: { readonly name: string; readonly organisationNumber: string; readonly iban: string; readonly bic: string }
  readonly payments: readonly PaymentFileEntry[]
}

/** Where banks differ. One profile per bank. */
export interface BankProfile {
  /** Whether the creditor's account is written with its clearing number in front. */
  readonly isClearingInAccount: boolean
  /** Whether the batch is marked as salary (SALA). */
  readonly isSalaryMarked: boolean
}

/** What most Swedish banks take (formats.md 1.2). */
export const commonBankProfile: BankProfile = { isClearingInAccount: false, isSalaryMarked: true }

const namespace = 'urn:iso:std:iso:20022:tech:xsd:pain.001.001.03'

/**
 * The identity of a payout's file: its number and the moment it was frozen. One that has been given out before says which version it is,
 * so that it never has the old file's identity, not even when it is frozen again within the second.
 */
export function messageIdOf(payout: { readonly number: number; readonly frozenAt: Instant; readonly newVersion?: number | undefined }): string {
  const suffix = payout.newVersion === undefined ? '' : `-${payout.newVersion}`
  return `TALAN-${payout.number}-${secondsText(payout.frozenAt).replace(/\D/gu, '')}${suffix}`
}

/** The identity of one transfer in a file, by its place from 1. */
export function endToEndIdOf(messageId: string, position: number): string {
  return `${messageId}-${String(position).padStart(4, '0')}`
}

/** Writes credit transfers as ISO 20022 pain.001.001.03, as Swedish banks take it, in UTF-8 without a byte order mark. */
export function pain001(file: PaymentFile, profile: BankProfile = commonBankProfile): string {
  const totals = { NbOfTxs: String(file.payments.length), CtrlSum: oreToDecimalText(sumOre(file.payments.map((payment) => payment.amountOre))) }
  const debtorName = cutName(file.debtor.name)
  const organisation = { OrgId: { Othr: { Id: file.debtor.organisationNumber.replace(/\D/gu, '') } } }
  const document = {
    Document: {
      '@xmlns': namespace,
      CstmrCdtTrfInitn: {
        GrpHdr: { MsgId: file.messageId, CreDtTm: secondsText(file.createdAt), ...totals, InitgPty: { Nm: debtorName, Id: organisation } },
        PmtInf: {
          PmtInfId: `${file.messageId}-1`,
          PmtMtd: 'TRF',
          BtchBookg: 'true',
          ...totals,
          ...(profile.isSalaryMarked ? { PmtTpInf: { CtgyPurp: { Cd: 'SALA' } } } : {}),
          ReqdExctnDt: file.executionOn,
          Dbtr: { Nm: debtorName, Id: organisation },
          DbtrAcct: { Id: { IBAN: file.debtor.iban.replace(/\s/gu, '') }, Ccy: 'SEK' },
          DbtrAgt: { FinInstnId: { BIC: file.debtor.bic } },
          ChrgBr: 'SLEV',
          CdtTrfTxInf: file.payments.map((payment) => transfer(payment, profile)),
        },
      },
    },
  }
  return `${create({ version: '1.0', encoding: 'UTF-8' }, document).end({ prettyPrint: true, indent: '  ' })}\n`
}

function transfer(payment: PaymentFileEntry, profile: BankProfile): object {
  return {
    PmtId: { InstrId: payment.endToEndId, EndToEndId: payment.endToEndId },
    Amt: { InstdAmt: { '@Ccy': 'SEK', '#': oreToDecimalText(payment.amountOre) } },
    ...creditorAgent(payment.account),
    Cdtr: { Nm: cutName(payment.name) },
    CdtrAcct: creditorAccount(payment.account, profile),
  }
}

function creditorAgent(account: CreditorAccount): object {
  if ('iban' in account) return {}
  return { CdtrAgt: { FinInstnId: { ClrSysMmbId: { ClrSysId: { Cd: 'SESBA' }, MmbId: account.clearingNumber } } } }
}

function creditorAccount(account: CreditorAccount, profile: BankProfile): object {
  if ('iban' in account) return { Id: { IBAN: account.iban } }
  const number = profile.isClearingInAccount ? `${account.clearingNumber}${account.accountNumber}` : account.accountNumber
  return { Id: { Othr: { Id: number, SchmeNm: { Cd: 'BBAN' } } } }
}

/** The schema's date and time, in whole seconds. */
function secondsText(instant: Instant): string {
  return instant.replace(/\.\d+Z$/u, 'Z')
}

