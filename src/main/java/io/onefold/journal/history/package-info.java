/**
 * What past events are kept for timelines and exports, after the journal has been trimmed.
 *
 * <p><b>What.</b> {@link io.onefold.journal.history.RedisHistory} takes pages of events out of the
 * journal and gives back all that is kept of one profile. A shard's history is a row of at most 16
 * segments; each is one Redis hash from profile id to the frames of that profile.
 *
 * <pre>
 *   segment 3          segment 4          segment 5 (being written)
 *   41: [1..80]        41: [81..190]      41: [191..240][241..300]
 *   58: [1..80]                           58: [241..300]
 *   └ the oldest goes, with one command, when there is no room or it is too old
 * </pre>
 *
 * <p><b>Rules.</b> One writer, the owner of the shard; a former one that does not know it yet is
 * refused by the epoch in the journal. Pages are written before the checkpoint that lets the
 * journal be trimmed; so a page may come twice, and an event may stand both here and in the
 * journal, and readers drop the second by its seq. A frame is compressed, carries the seqs it was
 * gathered from, and is checked when it is read.
 *
 * <p><b>Why.</b> Memory is bounded by the budget and never by how much a profile did. Dropping
 * whole segments needs no scan; reading one profile is 16 look-ups in one round trip. The hot path
 * never comes here.
 */
package io.onefold.journal.history;
