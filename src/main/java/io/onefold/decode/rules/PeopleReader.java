package io.onefold.decode.rules;

import io.onefold.decode.id.IdentifierHasher;
import io.onefold.decode.id.IdentifierNormaliser;
import io.onefold.decode.id.Normalised;
import io.onefold.decode.json.Faults;
import io.onefold.decode.json.Section;
import io.onefold.decode.sent.Context;
import io.onefold.decode.sent.ExternalId;
import io.onefold.decode.sent.SentEvent;
import io.onefold.event.Commerce;
import io.onefold.event.EventType;
import io.onefold.event.IdentifierType;
import java.util.List;
import java.util.Optional;

/**
 * Finds out of whom an event speaks.
 *
 * <p>Of the places that may hold an email or a phone only the first that holds a valid one counts:
 * an identify's own traits, the context's, the properties of a track call, the batch's context. Two
 * emails on one event would tie two people together, and what stands in properties may be a
 * friend's. Who means two sends external ids.
 *
 * <p><b>Threading.</b> Immutable; one for a request.
 */
final class PeopleReader {

  private static final String BOTH_IDS = "an alias names both of its ids";
  private static final String EXTERNAL_IDS = "context.externalIds";

  private final IdentifierHasher hasher;
  private final RequestContext request;
  private final Context batch;

  PeopleReader(IdentifierHasher hasher, RequestContext request, Context batch) {
    this.hasher = hasher;
    this.request = request;
    this.batch = batch;
  }

  /** The event's identifiers; none is no fault here. */
  EventIdentifiers read(SentEvent sent, EventType type, Commerce commerce, Faults faults) {
    EventIdentifiers who =
        new EventIdentifiers(hasher, request, userHashes(sent.context()), faults);
    boolean named = who.add(IdentifierType.CUSTOMER_ID, sent.ids().userId(), "userId");
    if (type == EventType.ALIAS) {
      addPrevious(sent, who, named, faults);
    }
    addContact(IdentifierType.EMAIL, sent, type, who);
    addContact(IdentifierType.PHONE, sent, type, who);
    addExternalIds(sent.context(), who);
    addExternalIds(batch, who);
    who.add(IdentifierType.ANONYMOUS_ID, sent.ids().anonymousId(), "anonymousId");
    who.add(IdentifierType.ORDER_ID, orderId(commerce), "properties.order_id");
    return who;
  }

  /** Whether this alias says that somebody is himself, as analytics-next does after an identify. */
  boolean isAliasToItself(SentEvent sent) {
    IdentifierNormaliser normaliser = request.normaliser();
    Typed previous = previous(sent);
    boolean comparable =
        previous.type() == IdentifierType.CUSTOMER_ID
            || previous.type() == IdentifierType.ANONYMOUS_ID;
    return comparable
        && normaliser.normalise(IdentifierType.CUSTOMER_ID, sent.ids().userId())
            instanceof Normalised.Valid user
        && user.equals(normaliser.normalise(IdentifierType.CUSTOMER_ID, previous.value()));
  }

  private List<String> userHashes(Context own) {
    return own.userHashes().isEmpty() ? batch.userHashes() : own.userHashes();
  }

  private void addPrevious(SentEvent sent, EventIdentifiers who, boolean named, Faults faults) {
    if (!named) {
      faults.add(who.notUsable("user_id_missing", "userId", BOTH_IDS));
    }
    Typed previous = previous(sent);
    if (!who.add(previous.type(), previous.value(), "previousId")) {
      faults.add(who.notUsable("previous_id_missing", "previousId", BOTH_IDS));
    }
  }

  private record Typed(IdentifierType type, String value) {}

  /** An anonymous id, unless it begins with the name of another type and a colon. */
  private static Typed previous(SentEvent sent) {
    String id = sent.ids().previousId().strip();
    int colon = id.indexOf(':');
    Optional<IdentifierType> type =
        colon < 0 ? Optional.empty() : IdentifierType.named(id.substring(0, colon));
    return type.map(named -> new Typed(named, id.substring(colon + 1)))
        .orElseGet(() -> new Typed(IdentifierType.ANONYMOUS_ID, id));
  }

  private void addContact(
      IdentifierType type, SentEvent sent, EventType call, EventIdentifiers who) {
    boolean found =
        (call == EventType.IDENTIFY && add(type, sent.traits(), "traits", who))
            || add(type, sent.context().traits(), "context.traits", who)
            || (call == EventType.TRACK && add(type, sent.properties(), "properties", who));
    if (!found) {
      add(type, batch.traits(), "context.traits", who);
    }
  }

  private static boolean add(
      IdentifierType type, Section section, String path, EventIdentifiers who) {
    boolean isEmail = type == IdentifierType.EMAIL;
    String raw = isEmail ? section.email() : section.phone();
    return !raw.isEmpty() && who.add(type, raw, path + (isEmail ? ".email" : ".phone"));
  }

  private static void addExternalIds(Context context, EventIdentifiers who) {
    for (ExternalId external : context.externalIds()) {
      String id = external.id();
      switch (external.type()) {
        case "user_id", "customer_id" -> who.add(IdentifierType.CUSTOMER_ID, id, EXTERNAL_IDS);
        case "email" -> who.add(IdentifierType.EMAIL, id, EXTERNAL_IDS);
        case "phone" -> who.add(IdentifierType.PHONE, id, EXTERNAL_IDS);
        case "anonymous_id" -> who.add(IdentifierType.ANONYMOUS_ID, id, EXTERNAL_IDS);
        case "source_id" -> who.add(IdentifierType.SOURCE_ID, id, EXTERNAL_IDS);
        default -> addOfSource(external, who);
      }
    }
  }

  /** In the collection "sources" the type names the source; all other types are somebody else's. */
  private static void addOfSource(ExternalId external, EventIdentifiers who) {
    if (external.collection().equals("sources")) {
      who.add(
          IdentifierType.SOURCE_ID,
          external.type().strip() + ':' + external.id().strip(),
          EXTERNAL_IDS);
    }
  }

  private static String orderId(Commerce commerce) {
    return switch (commerce) {
      case Commerce.Order order -> order.orderId();
      case Commerce.Refund refund -> refund.orderId();
      case Commerce.Cancel cancel -> cancel.orderId();
      case Commerce.None(), Commerce.Viewed _, Commerce.CartAdd _, Commerce.CartRemove _ -> "";
      case Commerce.CartSet _ -> "";
    };
  }
}
