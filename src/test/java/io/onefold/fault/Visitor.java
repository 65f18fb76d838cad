package io.onefold.fault;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Somebody with two devices who logs in on both, and what was told of her: events that are numbered
 * from 0, of which some are acknowledged.
 *
 * <p>What an event is follows from its number: first a few on one device, a log-in there, a few on
 * the other, a log-in there, by which two profiles become one, and then either, with or without her
 * customer id.
 *
 * <p><b>Threading.</b> Confined to the loop of the workload while that runs; read it afterwards.
 */
final class Visitor {

  /** After so many events both devices have logged in. */
  static final int LOGGED_IN = 8;

  private static final int FIRST_LOGIN = 3;

  /** Of so many events in a row most come from her first device, without her customer id. */
  private static final int ROW = 16;

  private static final int ON_FIRST = 12;
  private static final List<String> NAMES = List.of("Viewed", "Clicked", "Scrolled");
  private static final String LOGIN = "identify";

  private final String name;
  private final int shard;
  private final BitSet acknowledged = new BitSet();
  private int sent;
  private long lastAtMs;

  /**
   * @param name part of all ids that are hers; nobody else has it
   * @param shard of her first device, and of the profile that survives
   */
  Visitor(String name, int shard) {
    this.name = name;
    this.shard = shard;
  }

  /** What her first device is called. */
  static String device(String name) {
    return name + "-a";
  }

  String name() {
    return name;
  }

  int shard() {
    return shard;
  }

  /** How many events were sent, acknowledged or not. */
  int sent() {
    return sent;
  }

  int acknowledged() {
    return acknowledged.cardinality();
  }

  boolean isAcknowledged(int number) {
    return acknowledged.get(number);
  }

  void acknowledge(int from, int count) {
    acknowledged.set(from, from + count);
  }

  /** The next events, as they are sent, and sent again. */
  List<String> next(int count) {
    List<String> events = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      events.add(event(sent++));
    }
    return events;
  }

  /** Whether an event tells of her first device and nothing else, and so needs one shard. */
  boolean isPlain(int number) {
    return !onSecond(number) && !named(number);
  }

  /** Every identifier that leads to her once all was acknowledged. */
  List<String> identifiers() {
    List<String> identifiers = new ArrayList<>(List.of("anonymous_id:" + device(name)));
    if (sent > FIRST_LOGIN) {
      identifiers.add("customer_id:" + name);
    }
    if (sent >= LOGGED_IN) {
      identifiers.add("anonymous_id:" + name + "-b");
    }
    return identifiers;
  }

  /** How often each event must be counted, if all were. */
  Map<String, Integer> counts() {
    Map<String, Integer> counts = new TreeMap<>();
    for (int number = 0; number < sent; number++) {
      counts.merge(isLogin(number) ? LOGIN : eventName(number), 1, Integer::sum);
    }
    return counts;
  }

  String id(int number) {
    return name + "." + number;
  }

  /** The number in an event's id; -1 if it is not hers. */
  int number(String id) {
    return id.startsWith(name + ".") ? Integer.parseInt(id.substring(name.length() + 1)) : -1;
  }

  private String event(int number) {
    lastAtMs = Math.max(System.currentTimeMillis(), lastAtMs + 1);
    String what =
        isLogin(number)
            ? "\"type\":\"identify\""
            : "\"type\":\"track\",\"event\":\"" + eventName(number) + '"';
    String who = named(number) ? ",\"userId\":\"" + name + '"' : "";
    return "{%s,\"messageId\":\"%s\",\"timestamp\":\"%s\",\"anonymousId\":\"%s\"%s}"
        .formatted(
            what,
            id(number),
            java.time.Instant.ofEpochMilli(lastAtMs),
            onSecond(number) ? name + "-b" : device(name),
            who);
  }

  private static boolean isLogin(int number) {
    return number == FIRST_LOGIN || number == LOGGED_IN - 1;
  }

  /** After the log-ins she says who she is at the end of each row of {@link #ROW}. */
  private static boolean named(int number) {
    return isLogin(number) || (number >= LOGGED_IN && number % ROW >= ROW - 2);
  }

  private static boolean onSecond(int number) {
    return number >= LOGGED_IN
        ? number % ROW >= ON_FIRST && number % ROW != ROW - 2
        : number > FIRST_LOGIN;
  }

  private static String eventName(int number) {
    return NAMES.get(number % NAMES.size());
  }
}
