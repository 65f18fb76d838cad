package io.onefold.message.wire;

import io.onefold.event.PackedReader;
import io.onefold.event.PackedWriter;
import java.util.List;

/**
 * The form of answers on their way to one node: each behind the number of its ticket.
 *
 * <p><b>Threading.</b> Stateless.
 */
final class AnswersCodec {

  private AnswersCodec() {}

  static void write(List<Answered> answers, PackedWriter out) {
    Lists.write(
        out,
        answers,
        (to, answered) -> AnswerCodec.write(answered.answer(), to.varint(answered.ticket())));
  }

  static List<Answered> read(PackedReader in) {
    return Lists.read(in, from -> new Answered(from.varint(), AnswerCodec.read(from)));
  }
}
