/**
 * A program beside the nodes of a cluster that uses Onefold over the event bus: {@link
 * io.onefold.example.Shop} joins the cluster, {@link io.onefold.example.CheckoutVerticle} is the
 * part of a shop that books orders. {@code ClientIT} runs both.
 */
package io.onefold.example;
