//! Questions and answers in the briefing.

use backend::{Context, access, guidance};
use domain::policy::action;
use leptos::{prelude::*, server_fn::ServerFn};

use super::{server_fns::WithdrawBriefingEntry, words};
use crate::{
    error::AppError,
    i18n::{date, t},
    ui::Hidden,
};

/// What members asked and the network answered; who can answer can take it out.
pub async fn entries_view(ctx: &Context) -> Result<Option<impl IntoView + use<>>, AppError> {
    let all = guidance::entries(ctx).await?;
    if all.is_empty() {
        return Ok(None);
    }
    let guides = access::network::<action::Guide>(ctx).is_ok();
    let list = all
        .iter()
        .cloned()
        .map(|e| {
            let withdraw = guides.then(|| {
                view! {
                    <form method="post" action=WithdrawBriefingEntry::url()>
                        <Hidden name="entry" value=e.id.to_string()/>
                        <button type="submit" class="link">{t!("entry-withdraw")}</button>
                    </form>
                }
            });
            view! {
                <details class="more">
                    <summary data-content=""><bdi>{e.question}</bdi></summary>
                    <p class="pre-line" data-content=""><bdi>{e.answer}</bdi></p>
                    <p class="small muted">{words::about(e.about)}" · "{date(e.at.date_naive())}</p>
                    {withdraw}
                </details>
            }
        })
        .collect_view();
    Ok(Some(view! { <section class="card" id="asked"><h2>{t!("entries-title")}</h2>{list}</section> }))
}
