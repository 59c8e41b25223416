import { buildIfStale } from '../../scripts/build.ts'

/** Builds the window and the Electron processes once before the journeys, unless what is built is newer than the sources. */
export default function setup(): Promise<void> {
  return buildIfStale()
}
