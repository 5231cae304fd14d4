(function(w,d){"use strict";var q=w.__q=w.__q||[];q.push(["cfg",{v:"4.1.9",sample:true}]);
function each(s,f){Array.prototype.forEach.call(d.querySelectorAll(s),f)}
d.addEventListener("DOMContentLoaded",function(){each("[data-track]",function(n){n.addEventListener("click",function(){q.push(["click",n.getAttribute("data-track")])})});
d.title="A script ran and changed this title";});})(window,document);
(function(w,d){"use strict";var q=w.__q=w.__q||[];q.push(["cfg",{v:"4.1.9",sample:true}]);
function each(s,f){Array.prototype.forEach.call(d.querySelectorAll(s),f)}
d.addEventListener("DOMContentLoaded",function(){each("[data-track]",function(n){n.addEventListener("click",function(){q.push(["click",n.getAttribute("data-track")])})});
d.title="A script ran and changed this title";});})(window,document);
(function(w,d){"use strict";var q=w.__q=w.__q||[];q.push(["cfg",{v:"4.1.9",sample:true}]);
function each(s,f){Array.prototype.forEach.call(d.querySelectorAll(s),f)}
d.addEventListener("DOMContentLoaded",function(){each("[data-track]",function(n){n.addEventListener("click",function(){q.push(["click",n.getAttribute("data-track")])})});
d.title="A script ran and changed this title";});})(window,document);
