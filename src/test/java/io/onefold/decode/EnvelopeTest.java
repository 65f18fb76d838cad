package io.onefold.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.onefold.event.Event;
import io.onefold.event.EventType;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for a body as a whole. */
class EnvelopeTest {

  private static final String PAGE = "{'type':'page','anonymousId':'a1'}";

  @Test
  void decode_batch_keepsOrderAndIndexes() {
    Decoded.Events events =
        Wire.events(
            Wire.batchBody(
                "{'batch':["
                    + "{'type':'track','event':'A','userId':'u'},"
                    + "{'type':'track','userId':'u'},"
                    + "5,"
                    + "{'type':'alias','userId':'u','previousId':'u'},"
                    + "{'type':'track','event':'B','userId':'u'}]}"));

    assertThat(events.events()).extracting(Event::name).containsExactly("A", "B");
    assertThat(events.indexes()).containsExactly(0, 4);
    assertThat(events.rejections())
        .extracting(Rejection::index, Rejection::code)
        .containsExactly(tuple(1, "name_missing"), tuple(2, "wrong_type"));
    assertThat(events.sentCount()).isEqualTo(5);
    assertThat(events.noOpCount()).isEqualTo(1);
  }

  @Test
  void decode_emptyBatch_isNoEvents() {
    Decoded.Events events = Wire.events(Wire.batchBody("{'batch':[]}"));
    assertThat(events.events()).isEmpty();
    assertThat(events.sentCount()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "\"\"|malformed_json",
        "{|malformed_json",
        "{'batch':[{'type':'page','anonymousId':'a1'}],}|malformed_json",
        "{'batch':[{'type':'page','anonymousId':'a1'}]|malformed_json",
        "{'batch':[{'type':'page','anonymousId':'a1'}]} x|malformed_json",
        "{'batch':[{'type':'page','anonymousId':'a1'}]}{}|malformed_json",
        "{'batch':[{'type':'page','anonymousId':'a1'},{'type':nope}]}|malformed_json",
        "[{'type':'page','anonymousId':'a1'}]|not_an_object",
        "5|not_an_object",
        "null|not_an_object",
        "{}|batch_missing",
        "{'batch':null}|batch_missing",
        "{'type':'page','anonymousId':'a1'}|batch_missing",
        "{'batch':{}}|wrong_type",
        "{'batch':'x'}|wrong_type",
        "{'batch':[],'batch':5}|wrong_type",
      })
  void decode_brokenBody_isRefusedWhole(String body, String code) {
    Malformed malformed = Wire.malformed(Wire.batchBody(body));
    assertThat(malformed.code()).isEqualTo(code);
    assertThat(malformed.isTooLarge()).isFalse();
  }

  @Test
  void decode_brokenJson_saysWhere() {
    Malformed malformed = Wire.malformed(Wire.batchBody("{'batch':[\n  {'type':nope}]}"));
    assertThat(malformed.message()).startsWith("the body is not JSON: line 2, column");
  }

  @Test
  void decode_batchTwice_lastHolds() {
    String body = "{'batch':[" + PAGE + "," + PAGE + ",5],'batch':[" + PAGE + "]}";
    Decoded.Events events = Wire.events(Wire.batchBody(body));
    assertThat(events.events()).hasSize(1);
    assertThat(events.rejections()).isEmpty();
  }

  @Test
  void decode_eventsCount_isBound() {
    DecodeLimits two = new DecodeLimits(1 << 20, 2, 32 << 10, 16, 1);
    EventDecoder decoder = new EventDecoder(two, Wire.HASHER);
    String three = "{'batch':[" + PAGE + "," + PAGE + ",5,broken";

    Malformed malformed =
        Wire.malformed(decoder.decode(Wire.json(three), Wire.context(Optional.empty(), "")));
    assertThat(malformed.code()).isEqualTo("too_many_events");
    assertThat(malformed.isTooLarge()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {16, 17, 18, 100, 5_000})
  void decode_tooDeepEvent_isRejectedAlone(int levels) {
    String body = "{'batch':[" + PAGE + "," + nested(levels) + "," + nested(15) + "]}";
    Decoded.Events events = Wire.events(Wire.batchBody(body));

    assertThat(events.indexes()).containsExactly(0, 2);
    assertThat(Wire.properties(events.events().getLast())).contains("{'a':1}");
    Rejection rejection = events.rejections().getFirst();
    assertThat(rejection.index()).isEqualTo(1);
    assertThat(rejection.code()).isEqualTo("too_deep");
    assertThat(rejection.message()).contains("16 levels");
    assertThat(rejection.field()).isEqualTo("properties");
  }

  @Test
  void decode_depth_isTheSameForASingleEvent() {
    assertThat(Wire.events(Wire.single(EventType.PAGE, nested(15))).events()).hasSize(1);
    assertThat(Wire.events(Wire.single(EventType.PAGE, nested(16))).rejections())
        .extracting(Rejection::code)
        .containsExactly("too_deep");
  }

  @Test
  void decode_bracketsInTexts_areNoLevels() {
    String texts = "{'type':'page','anonymousId':'a1','properties':{'a':'" + "[{".repeat(20);
    String body = "{'batch':[" + texts + "\\\\','b\\'[':1}}," + nested(16) + "]}";
    Decoded.Events events = Wire.events(Wire.batchBody(body));
    assertThat(events.indexes()).containsExactly(0);
    assertThat(events.rejections()).extracting(Rejection::index).containsExactly(1);
  }

  @Test
  void decode_tooDeepBesideTheEvents_costsNothing() {
    String deep = "[".repeat(99) + "]".repeat(99);
    String body = "{'integrations':" + deep + ",'batch':[" + PAGE + "]}";
    Decoded.Events events = Wire.events(Wire.batchBody(body));
    assertThat(events.events()).hasSize(1);
    assertThat(events.rejections()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"true,too_deep", "false,key_too_long"})
  void decode_batchContextBeyondBounds_isRefusedWhole(boolean deep, String code) {
    String tree = deep ? "'tree':" + "[".repeat(60) + "]".repeat(60) : "'" + "k".repeat(5_000);
    String context = "'context':{'traits':{'plan':'x'," + tree + (deep ? "}}" : "':1}}");
    String batch = "'batch':[{'type':'identify','userId':'u1'}]";
    for (String body : List.of(context + "," + batch, batch + "," + context)) {
      Malformed malformed = Wire.malformed(Wire.batchBody("{" + body + "}"));
      assertThat(malformed.code()).isEqualTo(code);
      assertThat(malformed.field()).isEqualTo("context");
      assertThat(malformed.isTooLarge()).isFalse();
    }
  }

  @Test
  void decode_batchContextBesideWhatIsCut_holds() {
    String body =
        "{'context':{'traits':{'plan':'x'}},'batch':[{'type':'identify','userId':'u1'},"
            + nested(16)
            + "]}";
    Decoded.Events events = Wire.events(Wire.batchBody(body));
    assertThat(events.indexes()).containsExactly(0);
    assertThat(events.events().getFirst().facts().attributes()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[[[[", "]", "}", "\"", "\"\\"})
  void decode_tooDeepAndBroken_isRefusedWhole(String tail) {
    String body = "{'batch':[" + nested(16) + "," + PAGE + tail;
    assertThat(Wire.malformed(Wire.batchBody(body)).code()).isEqualTo("malformed_json");
  }

  /** An event whose properties are {@code levels} deep. */
  private static String nested(int levels) {
    String open = "{'a':".repeat(levels - 1);
    String close = "}".repeat(levels - 1);
    return "{'type':'page','anonymousId':'a1','properties':{'a':" + open + "1" + close + "}}";
  }

  @Test
  void decode_longKey_costsItsEventAlone() {
    String key = "k".repeat(1_025);
    String body =
        "{'batch':[" + PAGE + ",{'a':{'" + key + "' :1}}," + PAGE + ",{'" + key + "':1}]}";
    Decoded.Events events = Wire.events(Wire.batchBody(body));
    assertThat(events.indexes()).containsExactly(0, 2);
    assertThat(events.rejections())
        .extracting(Rejection::index, Rejection::code)
        .containsExactly(tuple(1, "key_too_long"), tuple(3, "key_too_long"));
    assertThat(events.rejections()).extracting(Rejection::field).containsExactly("a", "");
  }

  @ParameterizedTest
  @CsvSource({
    "a,1",
    "é,2",
    "日,3",
    "\\n,1",
    "\\u0061,1",
    "\\u00e9,2",
    "\\u65E5,3",
    "\\ud83d\\udc4d,4"
  })
  void decode_key_isAsLongBesideATooDeepEventAsAlone(String character, int bytes) {
    int longest = 1_024 / bytes;
    for (int count = longest - 1; count <= longest + 1; count++) {
      String event =
          "{'type':'page','anonymousId':'a1','properties':{'" + character.repeat(count) + "':1}}";
      int[] accepted = count > longest ? new int[0] : new int[] {0};
      assertThat(Wire.events(Wire.batchBody("{'batch':[" + event + "]}")).indexes())
          .isEqualTo(accepted);
      assertThat(
              Wire.events(Wire.batchBody("{'batch':[" + event + "," + nested(16) + "]}")).indexes())
          .isEqualTo(accepted);
    }
  }

  @Test
  void decode_eventSize_isBoundForThatEventAlone() {
    String large =
        "{'type':'page','anonymousId':'a1','properties':{'a':'" + "x".repeat(40_000) + "'}}";
    Decoded.Events events = Wire.events(Wire.batchBody("{'batch':[" + large + "," + PAGE + "]}"));
    assertThat(events.events()).hasSize(1);
    assertThat(events.indexes()).containsExactly(1);
    assertThat(events.rejections()).extracting(Rejection::code).containsExactly("event_too_large");
  }

  @Test
  void decode_contextOfManyEvents_isBoundAsIfEachEventHeldIt() {
    String events = String.join(",", Collections.nCopies(1_000, PAGE));
    String context = ",'context':{'traits':{'a':'" + "x".repeat(5_000) + "'}}";

    assertThat(Wire.malformed(Wire.batchBody("{'batch':[" + events + "]" + context + "}")).code())
        .isEqualTo("too_large");
  }

  @ParameterizedTest
  @EnumSource(EventType.class)
  void decode_singleRoute_decidesTheType(EventType type) {
    String body = "{'type':'other','event':'E','userId':'u1','previousId':'a1','writeKey':'wk'}";
    Decoded.Events events = Wire.events(Wire.single(type, body));
    assertThat(events.events()).extracting(Event::type).containsExactly(type);
    assertThat(events.bodyKey()).contains("wk");
  }

  @Test
  void decode_singleWithFault_isRejectedAtIndexZero() {
    Decoded.Events events = Wire.events(Wire.single(EventType.TRACK, "{'event':'E'}"));
    assertThat(events.rejections())
        .extracting(Rejection::index, Rejection::code)
        .containsExactly(tuple(0, "no_identifier"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'anonymousId':'a1'}",
        "{'type':'','anonymousId':'a1'}",
        "{'type':'Track','anonymousId':'a1'}",
        "{'type':'delete','anonymousId':'a1'}"
      })
  void decode_unknownType_isRejected(String event) {
    assertThat(Wire.rejection(event).code()).isEqualTo("unknown_type");
    assertThat(Wire.rejection(event).field()).isEqualTo("type");
  }

  @Test
  void decode_keysThatMeanNothing_areIgnored() {
    Event event =
        Wire.event(
            "{'type':'page','anonymousId':'a1','integrations':{'All':[1,{}]},'_metadata':{},"
                + "'channel':'web','sequence':1,'foo':[[]],'writeKey':5}");
    assertThat(event.type()).isEqualTo(EventType.PAGE);
  }

  @Test
  void decode_anyOrderOfKeys_isTheSameEvent() {
    String head = "'type':'track','event':'Order Completed'";
    String tail = "'properties':{'order_id':'o1','total':5},'userId':'u1','messageId':'m1'";
    Event one = Wire.event("{" + head + "," + tail + "}");
    Event other = Wire.event("{" + tail + "," + head + "}");
    assertThat(one).usingRecursiveComparison().isEqualTo(other);
  }

  @Test
  void decode_batchContextBehindTheBatch_holdsForEachEvent() {
    String body =
        "{'batch':[{'type':'identify','userId':'u1','traits':{'name':'Ann'}},"
            + "{'type':'page','anonymousId':'a1','context':{'consent':{'categoryPreferences':"
            + "{'ads':false}}}}],"
            + "'context':{'traits':{'name':'Nobody','email':'ann@example.com','vip':true},"
            + "'externalIds':[{'id':'shop:5','type':'source_id'}],"
            + "'consent':{'categoryPreferences':{'ads':true,'mail':true}}}}";
    List<Event> events = Wire.events(Wire.batchBody(body)).events();

    assertThat(Wire.who(events.get(0)))
        .containsExactly("customer_id:u1", "email:ann@example.com", "source_id:shop:5");
    assertThat(events.get(0).facts().attributes())
        .extracting(update -> update.key() + "=" + update.value().text())
        .containsExactlyInAnyOrder(
            "core_data.name=Ann", "core_data.email_address=ann@example.com", "custom.vip=true");
    assertThat(Wire.who(events.get(1)))
        .containsExactly("email:ann@example.com", "source_id:shop:5", "anonymous_id:a1");
    assertThat(events.get(1).facts().attributes()).isEmpty();
    assertThat(events.get(1).facts().consents())
        .extracting(consent -> consent.purpose() + "=" + consent.granted())
        .containsExactly("ads=false", "mail=true");
  }
}
