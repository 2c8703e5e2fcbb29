//! What else belongs to a State: who works on it, whether one follows it, its documents, what moved, its cycles.

use backend::{
    Context, access, follow, organisation,
    paged::Paged,
    review::{self, Link},
};
use domain::{
    policy::action,
    review::{Review, Special, today_in_geneva},
};
use leptos::{prelude::*, server_fn::ServerFn};

use super::{
    server_fns::FollowState,
    words::{days, step_name},
};
use crate::{
    error::AppError,
    href,
    i18n::{date, t},
    ui::{Column, Hidden, Pager, Part, Submit, Table, Tag},
};

/// The organisations of the State: all for staff, their own for members, none for others.
pub(super) async fn organisations(ctx: &Context, iso3: &str) -> Result<Option<AnyView>, AppError> {
    if let Ok(granted) = access::network::<action::ReadReadiness>(ctx) {
        let (sum, list) = organisation::by_state(ctx, &granted).await?.remove(iso3).unwrap_or_default();
        let rows = list
            .into_iter()
            .map(|o| {
                let name = if ctx.actor.administrator {
                    view! { <a href=href::organisation(o.id)><bdi>{o.name}</bdi></a> }.into_any()
                } else {
                    view! { <bdi>{o.name}</bdi> }.into_any()
                };
                view! { <tr><th scope="row">{name}</th><td class="number">{o.people}</td><td class="number">{o.trained}</td></tr> }
            })
            .collect_view();
        let table = (sum.organisations > 0).then(|| {
            view! {
                <Table
                    label=t!("country-organisations-title")
                    head=vec![
                        Column::text(t!("organisation")),
                        Column::number(t!("invite-people")),
                        Column::number(t!("invite-trained")),
                    ]
                >
                    {rows}
                </Table>
            }
        });
        let text = t!("country-ready", organisations = sum.organisations, trained = sum.trained);
        return Ok(Some(
            view! {
                <section class="card">
                    <h2>{t!("country-organisations-title")}</h2>
                    <p>{text}</p>
                    {table}
                    <p><a href=href::TEACH_DUE>{t!("due-title")}</a></p>
                </section>
            }
            .into_any(),
        ));
    }
    let mut links = Vec::new();
    let ids: std::collections::BTreeSet<_> = ctx.actor.memberships.iter().map(|m| m.organisation).collect();
    for id in ids {
        let own = organisation::load_for::<action::ReadOrganisation>(ctx, id).await?;
        if own.country == iso3 {
            links.push(view! { <li><a href=href::organisation(own.id)><bdi>{own.name.clone()}</bdi></a></li> });
        }
    }
    Ok((!links.is_empty()).then(|| {
        view! { <section class="card"><h2>{t!("country-own-organisation")}</h2><ul class="plain">{links}</ul></section> }.into_any()
    }))
}

pub(super) async fn following(ctx: &Context, iso3: &str) -> Result<Option<AnyView>, AppError> {
    if !ctx.actor.is_signed_in() {
        return Ok(None);
    }
    let own = follow::own(ctx).await?;
    if own.belongs.iter().any(|s| s == iso3) {
        return Ok(Some(
            view! { <p class="muted">{t!("follow-by-organisation")}" "<a href=href::ME>{t!("follow-reminders")}</a></p> }.into_any(),
        ));
    }
    let follows = own.follows.iter().any(|s| s == iso3);
    let text = if follows { t!("follow-yes") } else { t!("follow-no") };
    let label = if follows { t!("follow-stop") } else { t!("follow-start") };
    Ok(Some(
        view! {
            <form method="post" action=FollowState::url() class="row">
                <Hidden name="state" value=iso3.to_owned()/>
                <Hidden name="to" value=if follows { "no" } else { "yes" }/>
                <span>{text}</span>
                <Submit label=label class="button quiet"/>
            </form>
        }
        .into_any(),
    ))
}

pub(super) fn documents(links: &[Link]) -> impl IntoView + use<> {
    let own = links
        .iter()
        .map(|l| view! { <li><a href=l.url.clone() rel="noopener noreferrer nofollow" data-content="">{l.title.clone()}</a></li> })
        .collect_view();
    view! {
        <section class="card">
            <h2>{t!("country-documents-title")}</h2>
            <p>{t!("country-documents-text")}</p>
            <ul>
                {own}
                <li><a href="https://uhri.ohchr.org" rel="noopener noreferrer nofollow">{t!("country-uhri")}</a></li>
                <li><a href="https://uprdoc.ohchr.org" rel="noopener noreferrer nofollow">{t!("country-uprdoc")}</a></li>
                <li><a href="https://upr-info.org" rel="noopener noreferrer nofollow">{t!("country-upr-info")}</a></li>
            </ul>
        </section>
    }
}

pub(super) fn moved(changes: &Paged<review::Change>, iso3: &str) -> Option<impl IntoView + use<>> {
    let part = Part::of_paged(changes);
    let address = href::country(iso3);
    let lines = changes
        .rows
        .iter()
        .map(|change| {
            let text = moved_text(&change.moved);
            let at = date(today_in_geneva(change.at));
            view! { <li>{at}": "{text}</li> }
        })
        .collect_view();
    (!changes.rows.is_empty()).then(|| {
        view! { <section><h2>{t!("country-moved-title")}</h2><ul>{lines}</ul><Pager address=address part=part/></section> }
    })
}

/// What moved, from when to when.
pub fn moved_text(moved: &review::Moved) -> String {
    let step = step_name(moved.step);
    let say = |s: review::Span| days(s.from, s.until);
    match (moved.old, moved.new) {
        (Some(old), Some(new)) => t!("moved-changed", step = step, old = say(old), new = say(new)),
        (None, Some(new)) => t!("moved-added", step = step, new = say(new)),
        (Some(old), None) => t!("moved-removed", step = step, old = say(old)),
        (None, None) => step,
    }
}

pub(super) fn cycles(own: &[&Review], shown: &Review) -> impl IntoView + use<> {
    let lines = own
        .iter()
        .filter(|r| r.id != shown.id)
        .map(|r| {
            view! {
                <li>
                    {t!("cycle-line", cycle = r.cycle.to_string(), session = r.session.to_string())}
                    {r.starts_on().map(|on| format!(", {}", days(on, r.ends_on())))}
                </li>
            }
        })
        .collect_view();
    // the order of cycle 3 was repeated in cycle 4, but for the special cases (docs/upr.md, "The order of States")
    let listed = own.iter().any(|r| r.cycle == 3);
    let by_rule = (!listed && shown.cycle == 4 && !matches!(shown.special, Some(Special::Moved | Special::SlotUnknown | Special::Closed)))
        .then(|| {
            view! {
                <li class="estimate">
                    {t!("cycle-by-rule", session = shown.session.saturating_sub(14).to_string())}
                    " "
                    <Tag text=t!("date-estimate")/>
                </li>
            }
        });
    let empty = own.len() == 1 && by_rule.is_none();
    view! {
        <section>
            <h2>{t!("country-cycles-title")}</h2>
            {if empty {
                view! { <p class="muted">{t!("country-cycles-none")}</p> }.into_any()
            } else {
                view! { <ul>{lines}{by_rule}</ul> }.into_any()
            }}
        </section>
    }
}
