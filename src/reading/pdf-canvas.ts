/** The PDF library asks at its import for two drawing classes, needed only for painting on a canvas, and warns where it finds none. */
const scope = globalThis as { DOMMatrix?: unknown; Path2D?: unknown }
scope.DOMMatrix ??= class {}
scope.Path2D ??= class {}
