/**
 * What a stored checkpoint consists of, whatever store it is in.
 *
 * <p><b>What.</b> {@link io.onefold.journal.manifest.Manifest} names the chunks of every section;
 * {@link io.onefold.journal.manifest.ManifestCodec} are its bytes. {@link
 * io.onefold.journal.manifest.Pieces} cuts sections and presses the pieces into chunks, {@link
 * io.onefold.journal.manifest.ChunkNames} gives each a name of its own.
 *
 * <p><b>Rules.</b> A chunk's name is written with one content only, for ever. A manifest carries a
 * checksum of itself and of every chunk.
 *
 * <p><b>Why.</b> Chunks that no later write can touch may be shared between checkpoints, and a late
 * writer of an earlier one spoils nothing.
 */
package io.onefold.journal.manifest;
