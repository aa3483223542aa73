// sentence-similarity and feature-extraction: a vector of the text, or one of every token.
import type { Tensor } from '../engines/record.js';
import type { Graph } from '../graph.js';
import { textsOf } from '../tokens.js';
import type { Embedding, TokenEmbeddings } from '../types.js';

/** One vector. */
export async function embed(graph: Graph, texts: readonly Uint8Array[]): Promise<Embedding> {
  const tokens = await graph.tokenize(texts);
  const [embedding] = await graph.encode(tokens, ['embedding']);
  return { ...textsOf(tokens), embedding: embedding!.data as Float32Array, truncated: tokens.truncated };
}

/** One vector per token. */
export async function embedTokens(graph: Graph, texts: readonly Uint8Array[]): Promise<TokenEmbeddings> {
  const tokens = await graph.tokenize(texts);
  const [states] = await graph.encode(tokens, ['last_hidden_state']);
  return { ...textsOf(tokens), embeddings: rows(states!, 0, tokens.count), truncated: tokens.truncated };
}

/** One vector per token, and those after every layer. */
export async function embedLayers(graph: Graph, texts: readonly Uint8Array[]): Promise<TokenEmbeddings> {
  const tokens = await graph.tokenize(texts);
  const [last, every] = await graph.encode(tokens, ['last_hidden_state', 'hidden_states']);
  const hiddenStates = Array.from({ length: every!.shape[1]! }, (_, layer) => rows(every!, layer, tokens.count));
  return { ...textsOf(tokens), embeddings: rows(last!, 0, tokens.count), hiddenStates, truncated: tokens.truncated };
}

/** The first `count` vectors of one layer, each with memory of its own. */
function rows({ shape, data }: Tensor, layer: number, count: number): Float32Array[] {
  const [places, width] = [shape.at(-2)!, shape.at(-1)!];
  return Array.from({ length: count }, (_, token) => {
    const from = (layer * places + token) * width;
    return (data as Float32Array).slice(from, from + width);
  });
}
