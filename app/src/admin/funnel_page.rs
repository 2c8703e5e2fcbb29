//! `/admin/impact`: how many organisations got how far, from training to what changed.

use backend::{access, chain};
use domain::{
    chain::{Chain, Link, Shown, funnel},
    policy::action,
};
use leptos::prelude::*;

use super::Tabs;
use crate::{
    href,
    i18n::{date, number, t},
    ui::{Column, Empty, Page, Table, Tag, page},
};

/// The funnel.
#[component]
pub fn FunnelPage() -> impl IntoView {
    page(|req| async move {
        let ctx = &req.ctx;
        let (chains, names) = chain::all(ctx, &access::network::<action::ReadTotals>(ctx)?).await?;
        let states = backend::review::countries(ctx).await?;
        let steps = funnel(&chains);
        let most = steps.iter().map(|s| s.organisations).max().unwrap_or(0).max(1);
        let rows = steps
            .iter()
            .map(|s| {
                view! {
                    <tr>
                        <th scope="row">{link_name(s.link)}</th>
                        <td class="number">{number(s.organisations)}</td>
                        <td class="number">{number(s.shown)}</td>
                        <td class="bar-cell">
                            <meter min="0" max=most.to_string() value=s.organisations.to_string() aria-hidden="true"></meter>
                        </td>
                    </tr>
                }
            })
            .collect_view();
        let written: Vec<&Chain> = chains.iter().filter(|c| c.state.is_some()).collect();
        let none = written.is_empty();
        let list = written
            .into_iter()
            .map(|c| {
                let name = names.get(&c.organisation).cloned().unwrap_or_default();
                let state = states.iter().find(|s| Some(&s.iso3) == c.state.as_ref()).map(|s| s.name.clone());
                view! {
                    <li>
                        <h3 class="item-title"><a href=href::organisation(c.organisation)><bdi>{name}</bdi></a>" · "<bdi>{state}</bdi></h3>
                        {chain_view(c)}
                    </li>
                }
            })
            .collect_view();
        let body = view! {
            <Tabs here=href::ADMIN_IMPACT/>
            <h1>{t!("funnel-title")}</h1>
            <p class="lead">{t!("funnel-lead")}</p>
            <Table
                label=t!("funnel-title")
                head=vec![
                    Column::text(t!("funnel-step")),
                    Column::number(t!("funnel-organisations")),
                    Column::number(t!("funnel-shown")),
                    Column::blank(),
                ]
            >
                {rows}
            </Table>
            <p class="small muted">{t!("funnel-note")}</p>
            <h2>{t!("funnel-chains")}</h2>
            {if none {
                view! { <Empty text=t!("funnel-none")>""</Empty> }.into_any()
            } else {
                view! { <ul class="outline funnel">{list}</ul> }.into_any()
            }}
        };
        Ok(Page::wide(t!("funnel-title"), body))
    })
}

/// What a step is called.
pub fn link_name(link: Link) -> String {
    match link {
        Link::Trained => t!("link-trained"),
        Link::Drafted => t!("link-drafted"),
        Link::Submitted => t!("link-submitted"),
        Link::Cited => t!("link-cited"),
        Link::Recommended => t!("link-recommended"),
        Link::Supported => t!("link-supported"),
        Link::FollowedUp => t!("link-followed-up"),
    }
}

/// The steps of a chain, those that were reached with their day and how sure they are.
pub fn chain_view(chain: &Chain) -> impl IntoView + use<> {
    let steps: Vec<_> = Link::ALL
        .into_iter()
        .map(|link| {
            let reached = chain.reached.get(&link).copied();
            let class = if reached.is_some() { "reached" } else { "ahead" };
            let known = reached.map(|r| {
                let sure = match r.shown {
                    Shown::Recorded => None,
                    Shown::Declared => Some(t!("certainty-declared")),
                    Shown::Documented => Some(t!("certainty-documented")),
                    Shown::Matched => Some(t!("certainty-matched")),
                };
                view! { " "<span class="small muted">{date(r.on)}</span>{sure.map(|text| view! { " "<Tag text=text/> })} }
            });
            let ahead = reached.is_none().then(|| view! { " "<span class="small muted">{t!("link-not-yet")}</span> });
            view! { <li class=class>{link_name(link)}{known}{ahead}</li> }
        })
        .collect();
    view! { <ol class="links">{steps}</ol> }
}
