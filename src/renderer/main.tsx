import './zod-without-eval.ts'
import './ui/styles/layers.css'
import './ui/styles/index.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app/app.tsx'
import { startPreferences } from './ui/preferences.ts'

startPreferences()
createRoot(document.getElementById('window') as HTMLElement).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
