"use strict";
// Shows beside a marker what it leads to. The page says the same without: a
// marker is a link to its entry.
(() => {
  const card = document.createElement("div");
  card.className = "beside";
  card.setAttribute("aria-hidden", "true"); // who hears the page follows the link
  let owner = null, waiting = 0;

  const copyOf = (id) => {
    const copy = document.getElementById(id)?.cloneNode(true);
    for (const part of copy ? [copy, ...copy.querySelectorAll("*")] : []) {
      part.removeAttribute("id");
      if (part.matches("a, summary, [tabindex]")) part.tabIndex = -1;
    }
    return copy;
  };

  const place = () => {
    const gap = 12, edge = 8;
    const at = owner.getBoundingClientRect(), lists = owner.closest(".reading").querySelector(".lists")?.getBoundingClientRect();
    const beside = lists && lists.left > at.right;
    const width = beside ? lists.width + 2 * edge : Math.min(innerWidth - 2 * edge, 480);
    const left = beside ? lists.left - edge : Math.min(Math.max(edge, at.left), innerWidth - width - edge);
    card.style.width = width + "px";
    card.style.left = left + "px";
    const height = card.offsetHeight, below = at.bottom + gap;
    const top = beside ? at.top - gap : below + height < innerHeight - edge ? below : at.top - gap - height;
    card.style.top = Math.max(edge, Math.min(top, innerHeight - height - edge)) + "px";
  };

  const show = (marker) => {
    clearTimeout(waiting);
    if (marker === owner) return;
    const copies = marker.dataset.beside.split(" ").map(copyOf).filter(Boolean);
    if (copies.length === 0) return;
    card.replaceChildren(...copies);
    document.body.append(card);
    owner = marker;
    place();
  };
  const hide = () => {
    clearTimeout(waiting);
    card.remove();
    owner = null;
  };
  const markerOf = (target) => target.closest?.("[data-beside]");

  addEventListener("pointerover", (e) => {
    const marker = markerOf(e.target);
    if (marker) show(marker);
    else if (card.contains(e.target)) clearTimeout(waiting);
    else if (owner && owner !== document.activeElement) {
      clearTimeout(waiting);
      waiting = setTimeout(hide, 250); // time to cross to the card
    }
  });
  addEventListener("focusin", (e) => {
    const marker = markerOf(e.target);
    if (marker) show(marker);
    else if (!card.contains(e.target)) hide();
  });
  addEventListener("click", (e) => {
    if (!card.contains(e.target) || e.target.closest("a")) hide();
  });
  addEventListener("keydown", (e) => { if (e.key === "Escape") hide(); });
  addEventListener("scroll", (e) => { 
    if (!owner || card.contains(e.target)) return;
    if (owner === document.activeElement) place();
    else hide();
  }, { capture: true, passive: true });
  addEventListener("resize", hide);
})();
