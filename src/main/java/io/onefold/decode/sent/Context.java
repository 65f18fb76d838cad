package io.onefold.decode.sent;

import io.onefold.decode.json.Section;
import io.onefold.event.Consent;
import java.util.List;

/**
 * The parts of an event's or a batch's {@code context} that say who sent it and what they agreed
 * to.
 *
 * <p><b>Threading.</b> Immutable.
 *
 * @param linkToken of the link in a mail by which somebody came; empty when absent
 * @param bytes the context's length as sent
 */
public record Context(
    Section traits,
    List<ExternalId> externalIds,
    List<Consent> consents,
    String linkToken,
    int bytes) {

  /** Where a link's token stands. */
  public static final String LINK_TOKEN = "context.linkToken";

  /** No context was sent. */
  public static final Context NONE = new Context(Section.NONE, List.of(), List.of(), "", 0);

  /**
   * Most external ids that are looked at, thrice what an event may carry; the rest is passed over.
   */
  static final int EXTERNAL_IDS_MAX = 30;

  /** Most purposes of consent that one event may state. */
  static final int CONSENTS_MAX = 64;

  public Context {
    externalIds = List.copyOf(externalIds);
    consents = List.copyOf(consents);
  }
}
