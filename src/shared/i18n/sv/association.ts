/** Creating, opening, signing in to and looking after the association's file. */
export const association = {
  rules: {
    fileFromNewerVersion: 'Filen är sparad av en nyare version av Talan. Uppdatera Talan på den här datorn och öppna filen igen.',
    fileDamaged: 'Föreningens fil är skadad och går inte att läsa. Återställ den senaste säkerhetskopian.',
    fileMissing: 'Föreningens fil saknas eller är tom. Lägg tillbaka filen association.db, eller återställ den senaste säkerhetskopian.',
    damagedInPart: 'Delar av föreningens fil är skadade. Återställ en säkerhetskopia innan ni skriver något mer.',
    fileIsInOrder: 'Föreningens fil är hel. Logga in för att återställa en säkerhetskopia.',
    diskFull: 'Disken är full. Inget har sparats. Frigör plats på datorn och försök igen.',
    fileNotWritable: 'Talan får inte skriva i mappen där föreningen ligger. Kontrollera rättigheterna till mappen.',
    openElsewhere: 'Föreningen är redan öppen i ett annat program på {host}. Stäng den där och försök igen.',
    takenOver: 'En annan dator har öppnat föreningen medan den här sov. Inget mer sparas här. Kopiera det du har skrivit, logga ut och logga in igen.',
    outOfReach: 'Mappen där föreningen ligger går inte att nå just nu. Inget har sparats. Kontrollera nätverket och försök igen.',
    noneOpen: 'Ingen förening är vald. Välj eller skapa en förening först.',
    notAnAssociation: 'I mappen finns ingen förening. Välj mappen som innehåller filen keyring.json.',
    alreadyExists: 'Det finns redan en förening med det namnet på datorn. Välj ett annat namn.',
    notTheDemo: 'Bara övningsföreningen kan tas bort så här.',
    noBackups: 'Det finns ingen säkerhetskopia att återställa.',
    backupUnreadable: 'Säkerhetskopian går inte att läsa. Välj en äldre.',
    backupFailed: 'Säkerhetskopian kunde inte sparas. Kontrollera att det finns plats på disken.',
  },
} as const
