import { rateKinds, type Figure } from '#contract/tariffs.ts'
import { useFormat, useTranslations } from '#renderer/ui/index.ts'

/** Gives the functions that write a figure's value, and for which birth years it holds. */
export function useFigureWords(): { value(figure: Figure): string; born(figure: Figure): string } {
  const t = useTranslations('tariffs')
  const format = useFormat()
  return {
    value: ({ kind, rateBasisPoints, valueOre }) => (rateKinds.includes(kind) ? t('share', { share: format.number((rateBasisPoints ?? 0) / 100) }) : format.money(valueOre ?? 0)),
    born({ bornFromYear, bornToYear }) {
      if (bornFromYear !== null && bornToYear !== null) return t('bornBetween', { from: String(bornFromYear), to: String(bornToYear) })
      if (bornToYear !== null) return t('bornUntil', { to: String(bornToYear) })
      return bornFromYear === null ? '' : t('bornFrom', { from: String(bornFromYear) })
    },
  }
}
