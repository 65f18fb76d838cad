package io.onefold.decode.sent;

import io.onefold.decode.json.Fault;
import io.onefold.decode.json.Section;
import java.util.Optional;

/**
 * An event as it stands in the body, nothing of it judged yet.
 *
 * <p><b>Threading.</b> Immutable.
 *
 * @param index its place in the batch
 * @param bytes its length as sent
 * @param type the {@code type} field, empty when absent
 * @param event the name of a track call, empty when absent
 * @param name the name of a page or screen, empty when absent
 * @param fault the first field that had a wrong type
 */
public record SentEvent(
    int index,
    int bytes,
    String type,
    String event,
    String name,
    SentIds ids,
    SentTimes times,
    Section properties,
    Section traits,
    Context context,
    Optional<Fault> fault) {}
