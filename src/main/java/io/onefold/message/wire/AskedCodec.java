package io.onefold.message.wire;

import io.onefold.event.Event;
import io.onefold.event.EventCodec;
import io.onefold.event.Hash128;
import io.onefold.event.PackedReader;
import io.onefold.event.PackedWriter;
import io.onefold.event.ProfileId;
import io.onefold.message.Act;
import io.onefold.message.After;
import io.onefold.message.HistoryPage;
import io.onefold.message.Message;
import io.onefold.message.QuarantinePage;
import io.onefold.message.ReplyTo;
import io.onefold.message.RouteFilter;
import io.onefold.message.View;
import java.util.function.Function;

/**
 * The form of what the edge asks: a tag, the question, and last the ticket of who asked.
 *
 * <p><b>Threading.</b> Stateless.
 */
final class AskedCodec {

  static final int FAMILY = 0x00;

  private static final int APPLY = FAMILY + 1;
  private static final int APPLY_AT = FAMILY + 2;
  private static final int READ = FAMILY + 3;
  private static final int READ_AT = FAMILY + 4;
  private static final int READ_HISTORY = FAMILY + 5;
  private static final int COUNT = FAMILY + 6;
  private static final int SEARCH = FAMILY + 7;
  private static final int READ_QUARANTINE = FAMILY + 8;
  private static final int STANDING = FAMILY + 9;
  private static final int REHEARSE = FAMILY + 10;
  private static final int CHANGE = FAMILY + 11;
  private static final int CHANGE_AT = FAMILY + 12;
  private static final int READMIT = FAMILY + 13;

  private AskedCodec() {}

  static void write(Message.Asked asked, Function<ReplyTo, Ticket> tickets, PackedWriter out) {
    writeQuestion(asked, out);
    tickets.apply(asked.replyTo()).write(out);
  }

  static Message.Asked read(int tag, PackedReader in, Function<Ticket, ReplyTo> replies) {
    return switch (tag) {
      case APPLY ->
          new Message.Apply(EventCodec.read(in), AfterCodec.read(in), replyTo(in, replies));
      case APPLY_AT ->
          new Message.ApplyAt(
              in.profileId(),
              EventCodec.read(in),
              in.flag(),
              AfterCodec.read(in),
              replyTo(in, replies));
      case READ -> new Message.Read(in.hash(), ViewCodec.read(in), replyTo(in, replies));
      case READ_AT -> new Message.ReadAt(in.profileId(), ViewCodec.read(in), replyTo(in, replies));
      case CHANGE -> new Message.Change(in.hash(), ActCodec.read(in), replyTo(in, replies));
      case CHANGE_AT ->
          new Message.ChangeAt(in.profileId(), ActCodec.read(in), replyTo(in, replies));
      case READMIT -> new Message.Readmit(in.hash(), in.count(), replyTo(in, replies));
      case STANDING -> new Message.Standing(in.hash(), replyTo(in, replies));
      case REHEARSE ->
          new Message.Rehearse(
              EventCodec.read(in), Lists.read(in, TrialCodec::readKnown), replyTo(in, replies));
      default -> readOfAll(tag, in, replies);
    };
  }

  private static Message.Asked readOfAll(
      int tag, PackedReader in, Function<Ticket, ReplyTo> replies) {
    return switch (tag) {
      case READ_HISTORY ->
          new Message.ReadHistory(
              in.profileId(), RouteFilter.read(in), PagesCodec.read(in), replyTo(in, replies));
      case COUNT -> new Message.Count(in.count(), replyTo(in, replies));
      case SEARCH -> new Message.Search(in.count(), in.string(), in.count(), replyTo(in, replies));
      case READ_QUARANTINE ->
          new Message.ReadQuarantine(PagesCodec.readQuarantine(in), replyTo(in, replies));
      default -> throw WireException.unknown("question", tag);
    };
  }

  private static void writeQuestion(Message.Asked asked, PackedWriter out) {
    switch (asked) {
      case Message.Apply(Event event, After after, ReplyTo _) -> {
        EventCodec.write(event, out.u8(APPLY));
        AfterCodec.write(after, out);
      }
      case Message.ApplyAt at -> writeApplyAt(at, out);
      case Message.Read(Hash128 identifier, View view, ReplyTo _) ->
          ViewCodec.write(view, out.u8(READ).hash(identifier));
      case Message.ReadAt(ProfileId profile, View view, ReplyTo _) ->
          ViewCodec.write(view, out.u8(READ_AT).profileId(profile));
      case Message.ReadHistory(
              ProfileId profile,
              RouteFilter filter,
              HistoryPage page,
              ReplyTo _) -> {
        filter.write(out.u8(READ_HISTORY).profileId(profile));
        PagesCodec.write(page, out);
      }
      case Message.Count(int accountId, ReplyTo _) -> out.u8(COUNT).varint(accountId);
      case Message.Search(int accountId, String text, int countMax, ReplyTo _) ->
          out.u8(SEARCH).varint(accountId).string(text).varint(countMax);
      case Message.ReadQuarantine(QuarantinePage page, ReplyTo _) ->
          PagesCodec.write(page, out.u8(READ_QUARANTINE));
      case Message.Standing(Hash128 identifier, ReplyTo _) -> out.u8(STANDING).hash(identifier);
      case Message.Rehearse rehearse -> writeRehearse(rehearse, out);
      case Message.Change(Hash128 identifier, Act act, ReplyTo _) ->
          ActCodec.write(act, out.u8(CHANGE).hash(identifier));
      case Message.ChangeAt(ProfileId profile, Act act, ReplyTo _) ->
          ActCodec.write(act, out.u8(CHANGE_AT).profileId(profile));
      case Message.Readmit(Hash128 identifier, int accountId, ReplyTo _) ->
          out.u8(READMIT).hash(identifier).varint(accountId);
    }
  }

  private static void writeApplyAt(Message.ApplyAt at, PackedWriter out) {
    EventCodec.write(at.event(), out.u8(APPLY_AT).profileId(at.profile()));
    AfterCodec.write(at.after(), out.flag(at.quarantined()));
  }

  private static void writeRehearse(Message.Rehearse rehearse, PackedWriter out) {
    EventCodec.write(rehearse.event(), out.u8(REHEARSE));
    Lists.write(out, rehearse.known(), TrialCodec::writeKnown);
  }

  private static ReplyTo replyTo(PackedReader in, Function<Ticket, ReplyTo> replies) {
    return replies.apply(Ticket.read(in));
  }
}
