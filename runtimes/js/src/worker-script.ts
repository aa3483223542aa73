// The worker's script: `import 'hfedge/worker-script'` in one of your own, or this file itself.
import type { Port } from './worker-protocol.js';
import { serve } from './worker-serve.js';

serve(globalThis as unknown as Port, {
  litert: async () => (await import('./engines/litert.js')).litert,
  tfjs: async () => (await import('./engines/tfjs.js')).tfjs,
});
