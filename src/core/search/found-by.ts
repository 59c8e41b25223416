/** Under this many exact hits, those without regard to å, ä and ö are taken as well. */
export const fewHits = 5

interface Meeting {
  readonly bodyName: string
  readonly hostName: string
  readonly title: string | null
  readonly topic: string | null
  readonly place: string | null
}

/** What a meeting is found by beside its day, the same in the list of meetings and in the search everywhere. */
export const meetingFoundBy = {
  body: ({ bodyName, hostName }: Pick<Meeting, 'bodyName' | 'hostName'>) => `${bodyName}\n${hostName}`,
  about: ({ title, topic }: Pick<Meeting, 'title' | 'topic'>) => [title, topic].filter(Boolean).join('\n'),
  place: ({ place }: Pick<Meeting, 'place'>) => place ?? '',
} as const

/** All that a meeting is found by. */
export function wordsOfMeeting(meeting: Meeting): string {
  return Object.values(meetingFoundBy).map((words) => words(meeting)).join('\n')
}
