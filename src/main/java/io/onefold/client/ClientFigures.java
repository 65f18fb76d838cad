package io.onefold.client;

/**
 * What a client has done since it was made.
 *
 * <pre>
 *   calls = answered + busy + full + failed + unanswered
 * </pre>
 *
 * <p><b>Threading.</b> Immutable.
 *
 * @param calls that were made
 * @param answered of them, for good: accepted, found, rejected
 * @param busy of them, after all tries
 * @param full of them, which were not sent since too many were unanswered
 * @param failed of them, for a defect of a node
 * @param resent how often a call was sent once more
 * @param direct answers about one profile that came from the node that has it: one hop
 * @param indirect answers about one profile that came from another node
 */
public record ClientFigures(
    long calls,
    long answered,
    long busy,
    long full,
    long failed,
    long resent,
    long direct,
    long indirect) {}
