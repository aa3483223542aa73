/** The worker that a model runs in. */

import "hfedge/worker-script";
