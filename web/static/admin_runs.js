// The page of one run.

import { follow } from "./admin_runs_live.js";

follow();
