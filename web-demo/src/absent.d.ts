/** Backends that are not on this page: the runtime would import them, if it were asked for one. */

declare module "@tensorflow/tfjs-backend-webgl";
declare module "@tensorflow/tfjs-backend-webgpu";
