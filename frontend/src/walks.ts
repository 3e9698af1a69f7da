/**
 * Walks: files taken in with a bar, on top of a form that works without it.
 *
 * The server reads, counts and words everything; this module sends a file and shows what it says.
 */

import { Drop } from "./walks/drop";

const form = document.querySelector<HTMLFormElement>("form[data-drop]");
if (form !== null) new Drop(form);
