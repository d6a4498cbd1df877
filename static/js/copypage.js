/**
 * The script of a page that has texts to copy and nothing else that moves.
 */

import { offerCopies } from "./copying.js";

offerCopies(document);
