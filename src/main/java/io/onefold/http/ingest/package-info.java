/**
 * Events on their way in.
 *
 * <p><b>What.</b> {@link io.onefold.http.ingest.Ingest} takes events, one by one or in batches;
 * {@link io.onefold.http.ingest.IngestRoute} is every path that brings it some.
 *
 * <p><b>Rules.</b> Success is answered after the commit of every event that is right. What is wrong
 * with single events of a batch stands beside the success.
 *
 * <p><b>Why.</b> Client libraries drop a batch that is answered with an error of theirs, and repeat
 * one that is answered with an error of ours: so a faulty event must not look like either.
 */
package io.onefold.http.ingest;
