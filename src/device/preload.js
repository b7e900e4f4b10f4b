/**
 * What the manifest preloads: this, and with it the app that it imports. The linker leaves strings of
 * a module that the manifest itself names where they would be copied into RAM at each use.
 */
import "main";
