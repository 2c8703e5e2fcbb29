//! The board of a meeting for one kind of viewer.

use backend::activity::{Board, OwnPart, TrainerPart};
use chrono::{DateTime, Utc};
use domain::agenda::{self, position};
use leptos::{prelude::*, server_fn::ServerFn};

use super::{cards, participant_card, parts::clock, server_fns::LowerHand};
use crate::{
    i18n::{t, time_of_day},
    ui::Hidden,
};

/// Who looks on.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Audience<'a> {
    /// A participant; without their own part in what is sent to all alike.
    Participant(Option<&'a OwnPart>),
    /// The room, on a wall.
    Screen,
    /// Whoever runs the meeting.
    Trainer(&'a TrainerPart),
}

/// The board: sections, each with an id and a stamp by which the script knows what changed.
pub(crate) fn board_view(board: &Board, audience: Audience<'_>, now: DateTime<Utc>) -> AnyView {
    let cards: Vec<AnyView> = match audience {
        Audience::Participant(own) => {
            let mut open: Vec<AnyView> =
                board.shown.iter().filter(|s| !s.closed).map(|s| participant_card::participant(s, own, board.meeting, now)).collect();
            if open.is_empty() {
                open.push(nothing_open(board));
            }
            let closed: Vec<AnyView> =
                board.shown.iter().filter(|s| s.closed).map(|s| participant_card::participant(s, own, board.meeting, now)).collect();
            if !closed.is_empty() {
                open.push(view! { <h2 class="before" id="before" data-stamp="before">{t!("live-before")}</h2> }.into_any());
            }
            open.extend(closed);
            open
        }
        Audience::Screen => board.shown.iter().filter(|s| !s.closed).take(2).map(|s| cards::screen(s, now)).collect(),
        Audience::Trainer(part) => {
            let mut all = vec![hands(board, part)];
            all.extend(board.shown.iter().map(|s| cards::trainer(s, part, board.meeting, now)));
            all
        }
    };
    let agenda = (!matches!(audience, Audience::Participant(_))).then(|| agenda_section(board, now));
    view! { {agenda}{cards} }.into_any()
}

fn nothing_open(board: &Board) -> AnyView {
    let text = if board.closed { t!("live-closed") } else { t!("live-nothing-open") };
    let stamp = format!("nothing.{}", board.closed);
    view! { <section class="card" id="nothing" data-stamp=stamp><p class="big">{text}</p></section> }.into_any()
}

fn hands(board: &Board, part: &TrainerPart) -> AnyView {
    let meeting = board.meeting.to_string();
    let items = part
        .hands
        .iter()
        .map(|(person, name)| {
            view! {
                <li class="row">
                    <bdi>{name.clone()}</bdi>
                    <form method="post" action=LowerHand::url()>
                        <Hidden name="meeting" value=meeting.clone()/>
                        <Hidden name="person" value=person.to_string()/>
                        <button type="submit" class="link" id=format!("lower-{person}")>{t!("hand-lower")}</button>
                    </form>
                </li>
            }
        })
        .collect_view();
    view! {
        <section class="card hands" id="hands" data-stamp="hands" aria-labelledby="hands-title">
            <h2 class="item-title" id="hands-title">{t!("hands-title")}</h2>
            <div data-results="">
                {if part.hands.is_empty() {
                    view! { <p class="muted">{t!("hands-none")}</p> }.into_any()
                } else {
                    view! { <ol>{items}</ol> }.into_any()
                }}
            </div>
        </section>
    }
    .into_any()
}

/// The agenda with a clock: what is on, how long still, what comes.
fn agenda_section(board: &Board, now: DateTime<Utc>) -> Option<AnyView> {
    let items = agenda::read(&board.agenda).unwrap_or_default();
    if items.is_empty() {
        return None;
    }
    let on = position(&items, board.starts_at, now);
    let lines = agenda::starts(&items, board.starts_at)
        .zip(&items)
        .enumerate()
        .map(|(n, (at, item))| {
            let current = on.is_some_and(|p| p.item == n);
            view! {
                <li aria-current=current.then_some("step")>
                    <span class="agenda-time">{time_of_day(at, &board.time_zone)}</span>" "<bdi>{item.title.clone()}</bdi>
                </li>
            }
        })
        .collect_view();
    let stamp = format!("agenda.{}.{}", on.map_or(-1, |p| i64::try_from(p.item).unwrap_or(-1)), board.agenda.len());
    let now_on = on.and_then(|p| items.get(p.item).map(|item| (p, item.title.clone())));
    let next = items.get(on.map_or(0, |p| p.item + 1)).filter(|_| on.is_some() || now < board.starts_at).map(|item| item.title.clone());
    Some(
        view! {
            <section class="card agenda-card" id="agenda" data-stamp=stamp aria-labelledby="agenda-title">
                <h2 class="sr-only" id="agenda-title">{t!("plan-agenda")}</h2>
                {now_on.map(|(p, title)| view! {
                    <p class="agenda-now"><bdi>{title}</bdi>" "{clock((p.ends_at - now).num_seconds())}</p>
                })}
                {next.map(|title| view! { <p class="muted">{t!("agenda-next")}" "<bdi>{title}</bdi></p> })}
                <details class="more"><summary>{t!("agenda-whole")}</summary><ol class="agenda">{lines}</ol></details>
            </section>
        }
        .into_any(),
    )
}
