import { z } from 'zod'

/** Must be the very first import of the window: zod would otherwise probe `new Function`, which the content security policy forbids. */
z.config({ jitless: true })
