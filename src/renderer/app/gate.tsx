import { useState, type ReactNode } from 'react'
import { SignedInContext, useSessionStatus } from '#renderer/api/session.ts'
import { useErrorSentence } from '#renderer/api/use-error-sentence.ts'
import { ErrorState, Loading } from '#renderer/ui/index.ts'
import { ToastRegion } from '#renderer/ui/toast.tsx'
import { CreateAssociation } from './create-association.tsx'
import { Doorstep } from './doorstep.tsx'
import { SignInPage } from './sign-in-page.tsx'
import { WelcomePage } from './welcome-page.tsx'

type Step = 'byStatus' | 'welcome' | 'create'

/** Lets in who is signed in; meets everybody else with the first start or the sign-in. */
export function Gate({ children }: { children: ReactNode }) {
  const status = useSessionStatus()
  const describeError = useErrorSentence()
  const [step, setStep] = useState<Step>('byStatus')
  const user = status.data?.user

  if (user && step !== 'create') return <SignedInContext value={user}>{children}</SignedInContext>
  if (!status.data) {
    return <Doorstep>{status.error ? <ErrorState onRetry={() => void status.refetch()}>{describeError(status.error)}</ErrorState> : <Loading />}</Doorstep>
  }
  return (
    <Doorstep>
      {step === 'create' ? (
        <CreateAssociation onBack={() => setStep('welcome')} onDone={() => setStep('byStatus')} />
      ) : step === 'welcome' || !status.data.current ? (
        <WelcomePage status={status.data} onCreate={() => setStep('create')} onReady={() => setStep('byStatus')} />
      ) : (
        <SignInPage status={status.data} onOther={() => setStep('welcome')} />
      )}
      <ToastRegion />
    </Doorstep>
  )
}
